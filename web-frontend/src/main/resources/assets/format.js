// Counts, rates and durations as the server's pages write them.

import {text} from './text.js';

const counts = new Intl.NumberFormat('en');

export function count(number) {
  return counts.format(number);
}

export function seconds(total) {
  if (total < 60) {
    return `${total} s`;
  }
  if (total < 3600) {
    const rest = total % 60;
    return rest === 0 ? `${total / 60} min` : `${Math.floor(total / 60)} min ${rest} s`;
  }
  return `${Math.floor(total / 3600)} h ${Math.floor(total % 3600 / 60)} min`;
}

export function rate(rowsPerSecond) {
  return text('job.per-second', rowsPerSecond < 10 ? rowsPerSecond.toFixed(1) : count(Math.round(rowsPerSecond)));
}

export function state(name) {
  return text(`state.${name}`);
}

const times = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit'});

/** Shows the times below a node in the visitor's own time zone. */
export function localTimes(root) {
  for (const time of root.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) {
      time.textContent = times.format(at);
      time.title = at.toISOString();
    }
  }
}
