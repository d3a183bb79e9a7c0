/** Calls what belongs to the application; what it throws is the application's to see. @param {() => void} call */
export function guarded(call) {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
