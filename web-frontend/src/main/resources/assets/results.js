// Turns the pages of a results table in place.

const place = document.querySelector('[data-results]');

async function load(address) {
  place.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(address, {headers: {'X-Fragment': '1', 'Accept': 'text/html'}});
    if (answer.redirected) {
      location.assign(address);
      return;
    }
    place.innerHTML = await answer.text();
    history.replaceState(null, '', address);
    place.querySelector('.table-frame')?.focus({preventScroll: true});
  } catch {
    location.assign(address);
  } finally {
    place.setAttribute('aria-busy', 'false');
  }
}

place.addEventListener('click', event => {
  const link = event.target.closest('a[data-page]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    load(link.href);
  }
});

place.addEventListener('submit', event => {
  const form = event.target.closest('form[data-page]');
  if (form) {
    event.preventDefault();
    load(`${form.getAttribute('action')}?${new URLSearchParams(new FormData(form))}`);
  }
});
