/** A form of selects answers at once; its button, needed without script, goes. */
export function autoSubmit(root) {
  for (const form of root.querySelectorAll('form[data-auto-submit]')) {
    const typed = form.querySelector('input:not([type="hidden"]):not([type="radio"]):not([type="checkbox"])');
    if (!typed) for (const button of form.querySelectorAll('[type="submit"]')) button.hidden = true;
    form.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLSelectElement) form.requestSubmit();
    });
  }
}
