import { say } from './dom.js';

/** How long a button says what has become of it, in milliseconds. */
const TOLD = 1500;

/** Copies a text, and lets the button say so. @param {HTMLButtonElement} button @param {string} text */
export async function copy(button, text) {
  const before = button.dataset.text ?? button.textContent ?? '';
  button.dataset.text = before;
  try {
    await navigator.clipboard.writeText(text);
    say(button, 'Copied');
  } catch (error) {
    say(button, 'Not allowed here'); // an insecure page has no clipboard, and a person may refuse
    console.debug('copying was refused', error);
  }
  setTimeout(() => say(button, before), TOLD);
}
