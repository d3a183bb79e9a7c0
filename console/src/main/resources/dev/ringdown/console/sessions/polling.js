/** After a key was pressed: another may follow. In milliseconds. */
const SOON = 200;

/**
 * Does something again and again while it is looked at, one time after the other.
 *
 * @param {number} millis from the end of one time to the next
 * @param {() => Promise<void>} task does not throw
 */
export function every(millis, task) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isOn = false;
  let round = 0;
  const run = async () => {
    const own = ++round;
    clearTimeout(timer);
    await task();
    if (isOn && own === round) {
      timer = setTimeout(run, document.hidden ? millis * 5 : millis);
    }
  };
  return {
    start() {
      isOn = true;
      void run();
    },
    stop() {
      isOn = false;
      clearTimeout(timer);
    },
    /** Does it in a moment, instead of when it is due. */
    soon() {
      clearTimeout(timer);
      timer = setTimeout(run, SOON);
    },
  };
}
