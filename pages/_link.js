// Only a secure page may use the clipboard; elsewhere a field is selected and copied as by hand.
(async () => {
  try {
    await navigator.clipboard.writeText(copied);
  } catch {
    const field = document.createElement("textarea");
    field.value = copied;
    field.style.position = "fixed";
    field.style.opacity = "0";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
})();
