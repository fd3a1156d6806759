// What is seen of one answer under review: inputs, answer, opinions, and the form that corrects it.

import {element} from './page.js';
import {count} from './format.js';
import {text} from './text.js';

const MOST_INPUTS = 40;
const MOST_CHOICES = 12;
const DIGITS = '1234567890';

/** A button that names its key. */
export function button(label, key, action, className = 'button') {
  const node = element('button', className, label, ' ', element('kbd', '', key));
  node.type = 'button';
  node.addEventListener('click', action);
  return node;
}

/** What a drawn picture looked like. */
function picture({width, height, min, max, numbers}) {
  const canvas = element('canvas', 'grid review-picture');
  canvas.width = width;
  canvas.height = height;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', text('review.picture'));
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(width, height);
  numbers.slice(0, width * height).forEach((number, i) => {
    const shade = 255 - Math.round((Number(number) - min) / (max - min || 1) * 255);
    pixels.data.set([shade, shade, shade, 255], i * 4);
  });
  context.putImageData(pixels, 0, 0);
  return canvas;
}

/** What was asked. */
export function given(item) {
  const pictures = item.pictures ?? [];
  const drawn = new Set([...pictures, ...item.drawing ? [...item.drawing.columns, item.drawing.field] : []].map(name => name.toLowerCase()));
  const list = element('dl', 'review-inputs');
  const names = Object.keys(item.inputs).filter(name => !drawn.has(name.trim().toLowerCase()));
  for (const name of names.slice(0, MOST_INPUTS)) {
    const value = item.inputs[name];
    list.append(element('div', '', element('dt', 'muted', name), element('dd', '', value === '' ? '–' : value.length > 300 ? `${value.slice(0, 299)}…` : value)));
  }
  const box = element('div', 'review-given', element('h3', 'muted', text('review.given')));
  if (item.drawing) {
    box.append(picture(item.drawing));
  }
  for (const name of pictures) {
    const shown = element('img', 'review-asked');
    shown.alt = text('review.asked-picture', name);
    shown.src = `/prototypes/${encodeURIComponent(item.prototype)}/review/picture?${new URLSearchParams({answer: item.id, field: name})}`;
    box.append(shown);
  }
  box.append(list);
  if (names.length > MOST_INPUTS) {
    box.append(element('p', 'muted fine', text('review.more', count(names.length - MOST_INPUTS))));
  }
  return box;
}

function words(opinion, outputs) {
  const verdict = text(`review.verdict.${opinion.verdict}`);
  const values = Object.entries(opinion.outputs ?? {}).map(([name, value]) => (outputs.length === 1 ? value : `${name}: ${value}`)).join(', ');
  return values ? `${verdict} ${values}` : verdict;
}

function opinion(one, outputs) {
  const time = element('time', 'muted', '');
  time.dateTime = one.at;
  const line = element('li', `opinion ${one.verdict}`, element('strong', '', one.mine ? text('review.you') : one.reviewer), ` ${words(one, outputs)} `, time);
  if (one.comment) {
    line.append(element('q', 'reject-value', one.comment));
  }
  return line;
}

/** What reviewers said; others' words show once this person has spoken, or when disagreements are looked at. */
export function opinions(item, outputs, all) {
  const mine = item.opinions.find(one => one.mine);
  const others = item.opinions.filter(one => !one.mine);
  const box = element('div', 'review-opinions');
  if (item.disagree && (mine || others.length > 1)) {
    box.append(element('p', 'tag warn', text('review.disagree')));
  }
  const list = element('ul', 'plain');
  if (mine) {
    list.append(opinion(mine, outputs));
  }
  if (mine || all) {
    list.append(...others.map(one => opinion(one, outputs)));
  } else if (others.length > 0) {
    box.append(element('p', 'muted', text(others.length === 1 ? 'review.other' : 'review.others', count(others.length))));
  }
  box.append(list);
  return box;
}

/** The key that chooses a value: the value itself where values are digits, else its place. */
function keyOf(values, i) {
  const digits = values.some(value => /^\d$/.test(value));
  return digits ? (/^\d$/.test(values[i]) ? values[i] : '') : (DIGITS[i] ?? '');
}

function control(output, value) {
  const id = `correct-${output.name}`;
  let input;
  if (output.values && output.values.length <= MOST_CHOICES) {
    input = element('div', 'segments');
    output.values.forEach((option, i) => {
      const radio = element('input', '');
      radio.type = 'radio';
      radio.name = id;
      radio.value = option;
      radio.checked = option === value;
      input.append(element('label', 'segment', radio, element('span', '', element('kbd', '', keyOf(output.values, i)), ` ${option}`)));
    });
    return element('fieldset', 'field choices', element('legend', '', output.label), input);
  }
  if (output.values) {
    input = element('select', '');
    input.append(...output.values.map(option => new Option(option, option, false, option === value)));
  } else if (output.type === 'boolean') {
    input = element('select', '');
    input.append(...['true', 'false'].map(option => new Option(option, option, false, option === value)));
  } else {
    input = element('input', '');
    input.type = output.type === 'date' ? 'date' : 'text';
    input.value = value;
  }
  input.id = id;
  const label = element('label', '', output.label);
  label.htmlFor = id;
  return element('div', 'field', label, input);
}

/** What the model answered. */
export function answered(item, outputs) {
  const first = outputs[0];
  const answer = element('div', 'review-answer', element('h3', 'muted', text('review.answer')));
  if (item.error) {
    answer.append(element('p', 'bad-text', text('review.rejected', item.error)));
  } else {
    answer.append(element('p', 'answer-headline', item.outputs[first.name] || '–', ...first.unit ? [element('span', 'unit', first.unit)] : []));
    const rest = element('dl', 'review-inputs');
    for (const output of outputs.slice(1)) {
      const value = item.outputs[output.name] ?? '';
      rest.append(element('div', '', element('dt', 'muted', output.label), element('dd', '', value.length > 120 ? `${value.slice(0, 119)}…` : value || '–')));
    }
    answer.append(rest);
  }
  return answer;
}

/** The form that corrects and comments, not open yet. */
export function correcting(item, mine, outputs, save, note) {
  const form = element('div', 'review-form');
  form.hidden = true;
  if (!item.error) {
    const values = {...item.outputs, ...mine?.outputs};
    form.append(...outputs.filter(output => output.type !== 'vector' && output.type !== 'image').map(output => control(output, values[output.name] ?? '')));
  }
  const remark = element('textarea', '');
  remark.id = 'review-comment';
  remark.rows = 2;
  remark.maxLength = 1000;
  remark.value = mine?.comment ?? '';
  const label = element('label', '', text('review.comment'));
  label.htmlFor = remark.id;
  form.append(element('div', 'field', label, remark));
  const saves = element('p', 'actions', button(text('review.save'), 'Ctrl Enter', save, 'button primary'));
  if (!item.error) {
    saves.append(button(text('review.note'), '', note));
  }
  form.append(saves);
  return form;
}
