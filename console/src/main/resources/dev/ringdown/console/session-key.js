/** The admin key that one has signed in with: in this tab, until it is closed, and nowhere else. */

const NAME = 'ringdown.admin-key';

/** @returns {string | null} */
export const adminKey = () => sessionStorage.getItem(NAME);

/** @param {string} key */
export const keep = (key) => sessionStorage.setItem(NAME, key);

export const forget = () => sessionStorage.removeItem(NAME);
