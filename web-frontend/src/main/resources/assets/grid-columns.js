// The columns of a grid: which are shown, in which order, and how wide they are.

import {element} from './page.js';
import {text} from './text.js';

const MOST = 200;
const PADDING = 28;
const NARROWEST = 64;
const WIDEST = 300;
const LONGEST = 40;

/** Of the page's, as .grid-box has it. */
const SIZE = 0.9;

const {fontSize, fontFamily} = getComputedStyle(document.body);
const pencil = document.createElement('canvas').getContext('2d');

/** How wide a text is in the grid, in pixels; outputs stand in bold. */
function pixels(words, bold) {
  pencil.font = `${bold ? 600 : 400} ${SIZE * parseFloat(fontSize)}px ${fontFamily}`;
  return Math.ceil(Math.min(WIDEST, Math.max(NARROWEST, pencil.measureText(words.slice(0, LONGEST)).width + PADDING)));
}

export class Columns {
  /**
   * Row number, outputs, then inputs.
   *
   * @param body the first answer of the rows: names, rows, how many inputs
   * @param total rows, for the width of their numbers
   */
  constructor(body, total, sortable, place) {
    const names = body.columns;
    const inputs = body.inputs;
    const order = [0, ...names.keys().filter(i => i > inputs && i < names.length - 1), ...names.keys().filter(i => i > 0 && i <= inputs)];
    const answered = body.rows.filter(record => record.at(-1) === '');
    const sample = (answered.length > 0 ? answered : body.rows).slice(0, 60);
    this.place = place;
    this.outputs = names.length - inputs - 2;
    this.shown = order.slice(0, MOST).map((at, i) => ({
      name: names[at],
      place: at,
      numeric: i === 0 || (sample.some(record => record[at] !== '') && sample.every(record => record[at] === '' || Number.isFinite(Number(record[at])))),
      letters: 0,
      width: i === 0 ? pixels(String(total), true) : pixels(names[at] + (sortable ? ' ↑' : ''), true),
    }));
    this.fit(sample);
    this.apply();
  }

  /** Makes columns wider for values that are longer than those before. */
  fit(records) {
    let wider = false;
    this.shown.forEach((column, i) => {
      for (const record of i === 0 ? [] : records) {
        const value = record[column.place];
        if (value.length >= column.letters) {
          column.letters = Math.min(LONGEST, value.length);
          const width = pixels(value, i <= this.outputs);
          wider ||= width > column.width;
          column.width = Math.max(column.width, width);
        }
      }
    });
    if (wider) {
      this.apply();
    }
  }

  apply() {
    const widths = this.shown.map(column => column.width);
    this.place.style.setProperty('--columns', widths.map(one => `${one}px`).join(' '));
    this.place.style.setProperty('--width', `${widths.reduce((sum, one) => sum + one, 0)}px`);
  }

  className(i) {
    return `grid-cell${i === 0 ? ' row-number' : ''}${i > 0 && i <= this.outputs ? ' out' : ''}`;
  }

  /** A header cell for each, with a button where rows can be sorted. */
  headers(sort) {
    return this.shown.map((column, i) => {
      const header = element('div', `${this.className(i)}${column.numeric ? ' num' : ''}`);
      const name = i === 0 ? text('grid.row') : column.name;
      header.setAttribute('role', 'columnheader');
      header.dataset.column = column.name;
      header.title = column.name;
      if (sort) {
        const button = element('button', 'grid-sort', name);
        button.type = 'button';
        button.addEventListener('click', () => sort(column.name));
        header.append(button);
      } else {
        header.textContent = name;
      }
      return header;
    });
  }
}
