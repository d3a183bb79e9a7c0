/** The admin key that one has signed in with: in this tab, until it is closed, and nowhere else. */

const NAME = 'ringdown.admin-key';
const WHY = 'ringdown.signed-out';

/** @returns {string | null} */
export const adminKey = () => sessionStorage.getItem(NAME);

/** @param {string} key */
export const keep = (key) => sessionStorage.setItem(NAME, key);

/** @param {string} why what the sign-in form is to tell; empty for nothing */
export function forget(why) {
  sessionStorage.removeItem(NAME);
  sessionStorage.setItem(WHY, why);
}

/** Why the key was forgotten, told once; empty if there is nothing to tell. */
export function whyForgotten() {
  const why = sessionStorage.getItem(WHY) ?? '';
  sessionStorage.removeItem(WHY);
  return why;
}
