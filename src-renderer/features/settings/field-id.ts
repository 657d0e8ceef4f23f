/** The element id of a settings field: where a refused Save puts the focus. */
export const fieldId = (field: string): string => `settings-${field}`;
