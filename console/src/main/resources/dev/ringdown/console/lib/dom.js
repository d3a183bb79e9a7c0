/**
 * Elements, made without a template language. Texts are always texts: nothing here reads markup.
 *
 * @typedef {Node | string | number | null | undefined | false} Child
 */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element.
 *
 * @param {string} tag `name.class.class`
 * @param {Record<string, any>} [members] properties and attributes; `on…` are listeners, null and false are left out
 * @param {...(Child | Child[])} children
 * @returns {any} the element; what kind it is, the tag says
 */
export function h(tag, members = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) {
    element.className = classes.join(' ');
  }
  for (const [member, value] of Object.entries(members)) {
    if (member.startsWith('on')) {
      element.addEventListener(member.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      setMember(element, member, value);
    }
  }
  element.append(...nodes(children));
  return element;
}

/** @param {any} element @param {string} member @param {any} value */
function setMember(element, member, value) {
  if (member in element && !member.includes('-') && member !== 'list' && member !== 'role') {
    element[member] = value;
  } else {
    element.setAttribute(member, value === true ? '' : value);
  }
}

/** @param {(Child | Child[])[]} children @returns {(Node | string)[]} */
function nodes(children) {
  return /** @type {any} */ (
    children
      .flat()
      .filter((child) => child !== null && child !== undefined && child !== false)
      .map((child) => (typeof child === 'number' ? String(child) : child))
  );
}

/** Puts these in place of what an element has. @param {Element} element @param {...(Child | Child[])} children */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
}

/** Sets a text if it is another one: what did not change is not laid out again. @param {Node} element @param {string} text */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A drawing of 16 by 16, in the colour of the text around it. @param {string} path */
export function icon(path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const drawn = document.createElementNS(SVG, 'path');
  const drawing = { d: path, fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5' };
  const ends = { 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
  Object.entries({ ...drawing, ...ends }).forEach(([name, value]) => drawn.setAttribute(name, value));
  svg.append(drawn);
  return svg;
}

/**
 * A named control with an explanation.
 *
 * @param {string} name
 * @param {any} control
 * @param {string} [hint]
 */
export function field(name, control, hint) {
  return h('label.field', {}, h('span.name', {}, name), control, hint && h('span.hint', {}, hint));
}
