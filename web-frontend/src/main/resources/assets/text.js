// The texts of scripts, by key.

import {language, texts} from './texts.js';

export {language};

/** The text of a key with the values in their places. */
export function text(key, ...values) {
  const found = texts[key];
  if (found === undefined) {
    throw new Error(`there is no text '${key}'`);
  }
  return found.replace(/\{(\d)\}/g, (place, at) => String(values[at]));
}

/** The text for a number of things. */
export function count(key, number, ...values) {
  return text(`${key}.${number === 1 ? 'one' : 'other'}`, number.toLocaleString('en'), ...values);
}
