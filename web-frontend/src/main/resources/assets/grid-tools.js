// The bar above a grid: find, rejected rows only, go to a row.

import {element} from './page.js';
import {text} from './text.js';

const WAIT = 300;

/** A field that looks for text or a comparison, in one column or all. */
function find(columns, ask) {
  const field = element('input', '');
  field.type = 'search';
  field.placeholder = text('grid.find.hint');
  const select = element('select', '');
  select.setAttribute('aria-label', text('grid.find.in'));
  select.append(new Option(text('grid.any'), ''), ...columns.map(name => new Option(name, name)));
  let timer = 0;
  const look = () => ask({find: field.value.trim(), column: field.value.trim() ? select.value : ''});
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  select.addEventListener('change', look);
  return [element('label', 'grid-find', text('grid.find'), field), select];
}

function rejectedOnly(ask) {
  const tick = element('input', '');
  tick.type = 'checkbox';
  tick.addEventListener('change', () => ask({rejected: tick.checked ? '1' : ''}));
  return element('label', 'grid-only', tick, text('grid.rejected'));
}

function jump(go) {
  const number = element('input', '');
  number.type = 'text';
  number.inputMode = 'numeric';
  number.addEventListener('change', () => {
    const row = Number(number.value.replace(/\D/g, ''));
    if (row > 0) {
      go(row);
    }
  });
  return element('label', 'grid-jump', text('grid.jump'), number);
}

/**
 * Fills the bar.
 *
 * @param columns names to look in; none when the results are too many to be sorted and filtered
 * @param ask called with what to look at
 * @param go called with the number of a row, from 1
 */
export function fillBar(bar, {columns, rejects, long, ask, go}) {
  if (columns.length > 0) {
    bar.append(...find(columns, ask));
    if (rejects) {
      bar.append(rejectedOnly(ask));
    }
  } else if (long) {
    bar.append(element('p', 'muted fine', text('grid.long')));
  }
  bar.append(jump(go));
}
