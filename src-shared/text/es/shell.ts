import { formatCount, plural } from './locale.ts';
/** What the program says outside its window: menus, the system's dialogs, notifications. `&` stands before a menu's letter. */
export const menuText = {
  file: '&Archivo',
  print: '&Imprimir…',
  lock: '&Bloquear',
  settings: '&Configuración…',
  exit: '&Salir',
  quit: '&Salir',
  edit: '&Editar',
  undo: '&Deshacer',
  redo: '&Rehacer',
  cut: 'Cor&tar',
  copy: '&Copiar',
  paste: '&Pegar',
  delete: '&Eliminar',
  selectAll: '&Seleccionar todo',
  requests: '&Solicitudes',
  refresh: 'Ac&tualizar',
  find: '&Buscar',
  nextRequest: 'Solicitud &siguiente',
  previousRequest: 'Solicitud &anterior',
  undoDecision: '&Deshacer la decisión',
  view: '&Ver',
  inbox: '&Bandeja',
  attention: '&Requiere atención',
  day: '&Día',
  week: '&Semana',
  list: '&Lista',
  actualSize: '&Tamaño real',
  zoomIn: '&Acercar',
  zoomOut: 'Al&ejar',
  fullScreen: '&Pantalla completa',
  devTools: '&Herramientas de desarrollo',
  window: 'Ven&tana',
  minimize: '&Minimizar',
  close: '&Cerrar',
  help: 'Ay&uda',
  shortcuts: 'Métodos abreviados de &teclado',
  about: '&Acerca de Reslot',
};

export const dialogText = {
  sheetFolder: 'Carpeta de la hoja de contingencia',
  saveSheet: 'Guardar la hoja de contingencia',
  saveExport: 'Exportar',
  saveDiagnostics: 'Guardar el diagnóstico',
  cannotStart: 'Reslot no puede iniciarse',
  windowGivesUp: 'La ventana dejó de funcionar varias veces seguidas. Vuelva a abrir Reslot.',
  windowReopened: 'La ventana dejó de funcionar y se abrió de nuevo.',
  windowReopenedDetail:
    'Se conservan todas sus decisiones. Es posible que tenga que volver a escribir el texto que estaba escribiendo.',
  mustClose: 'Reslot tiene que cerrarse',
  mustCloseDetail: 'Ocurrió un error inesperado. Se conservan todas sus decisiones. Vuelva a abrir Reslot.',
};

/** In words that are safe on a screen anybody can see: how many, never whose. */
export const newRequestsText = (count: number): string =>
  plural(count, '1 nueva solicitud de cita', `${formatCount(count)} nuevas solicitudes de cita`);
