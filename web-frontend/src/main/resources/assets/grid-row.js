// One row of a grid.

import {element} from './page.js';
import {text} from './text.js';

export const ROW = 34;

/** A row without content yet. */
export function emptyRow(columns) {
  const row = element('div', 'grid-row');
  row.setAttribute('role', 'row');
  columns.shown.forEach((column, i) => {
    const cell = element('div', 'grid-cell');
    cell.setAttribute('role', i === 0 ? 'rowheader' : 'gridcell');
    row.append(cell);
  });
  return row;
}

/**
 * Shows a row's content in an element: its cells, the reason why it was rejected, that it is not done, or that it is
 * being fetched.
 */
export function fillRow(node, index, {blocks, columns, active}) {
  const record = blocks.record(index);
  const gap = blocks.has(index) && record === undefined;
  const state = `${blocks.generation}/${record !== undefined ? 'row' : gap ? 'gap' : 'wait'}/${index}/${active.row === index ? active.column : ''}`;
  if (node.dataset.state === state) {
    return;
  }
  node.dataset.state = state;
  node.setAttribute('aria-rowindex', String(index + 2));
  const error = record?.at(-1) ?? '';
  node.className = `grid-row${error ? ' rejected' : ''}${record ? '' : gap ? ' gap-row' : ' waiting-row'}${index === active.row ? ' active' : ''}`;
  if (record && !error) {
    columns.fit([record]);
  }
  columns.shown.forEach((column, i) => {
    const cell = node.children[i];
    const reason = i === 1 && error !== '';
    const value = reason ? error : gap && i === 0 ? String(index + 1) : gap && i === 1 ? text('grid.gap') : record?.[column.place] ?? '';
    cell.hidden = error !== '' && i > 1 && i <= columns.outputs;
    cell.style.gridColumn = reason ? `2 / span ${columns.outputs}` : '';
    cell.textContent = value;
    cell.title = value.length > 24 ? value : '';
    cell.className = `${columns.className(i)}${reason ? ' reason' : ''}${column.numeric && !reason ? ' num' : ''}`;
    const here = index === active.row && i === active.column;
    cell.id = here ? 'grid-active' : '';
    cell.classList.toggle('active', here);
  });
}
