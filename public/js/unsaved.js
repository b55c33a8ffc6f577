/** Leaving a form with changes not saved asks first: <form data-warn-unsaved>. */
export function unsaved(root) {
  for (const form of root.querySelectorAll('form[data-warn-unsaved]')) {
    let changed = false;
    form.addEventListener('input', () => (changed = true));
    form.addEventListener('submit', () => (changed = false));
    window.addEventListener('beforeunload', (event) => {
      if (changed) event.preventDefault();
    });
  }
}
