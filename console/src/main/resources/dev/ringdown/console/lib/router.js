/** Where one is in the console, as it stands behind the # of the address: `/events`, `/sessions/<id>`. */

/** @returns {string[]} */
export const place = () => {
  const segments = location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  return segments.length ? segments : ['events'];
};

/** @param {...string} segments */
export const addressOf = (...segments) => `#/${segments.map(encodeURIComponent).join('/')}`;

/** @param {() => void} listener */
export const whenMoved = (listener) => addEventListener('hashchange', listener);
