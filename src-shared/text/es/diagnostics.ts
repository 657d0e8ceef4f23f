/** What is given to somebody who helps. */
export const words = {
  title: 'Para soporte técnico',
  hint: 'Versiones, estado de las conexiones, lo que está en espera y el log. Sin pacientes, nombres, direcciones ni contraseñas: se muestra antes de guardarlo.',
  show: 'Mostrar el diagnóstico',
  again: 'Revisar de nuevo',
  save: 'Guardar el diagnóstico…',
  what: 'Exactamente lo que se guardaría',
  program: 'Programa',
  desk: 'Puesto',
  waiting: 'Recuentos',
  sync: 'Conexión al portal',
  log: 'Log, las últimas líneas',
};

export const savedWords = (path: string): string => `Guardado como ${path}`;
