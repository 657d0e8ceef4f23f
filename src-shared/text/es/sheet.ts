import type { EpochMs, ZoneId } from '../../domain/time.ts';
import type { SheetState } from '../../ipc/sheet-views.ts';
import { onSince } from './attention.ts';

/** Every sentence about the downtime sheet in the window; those on the sheet itself are the main process's. */
export const sheetText = {
  print: 'Imprimir',
  title: 'Hoja de contingencia',
  days: 'Días',
  day: 'Día',
  week: 'Semana',
  date: 'Fecha',
  phones: 'Teléfonos de los pacientes',
  preview: 'Vista previa',
  previewFrame: 'Vista previa de la hoja de contingencia',
  loading: 'Creando la hoja…',
  noDate: 'Elija una fecha para ver la hoja.',
  savePdf: 'Guardar como PDF',
  printed: 'Enviada a la impresora.',
  dropped: 'No se imprimió.',
  saved: (path: string) => `Guardada: ${path}`,
  patientData: 'Contiene datos de pacientes: quien tenga el papel o el archivo puede leerlos.',
};

export const sheetSettingsText = {
  automatic: 'Escribir la hoja de contingencia automáticamente',
  automaticHint:
    'Cada hora, y al cerrar Reslot, para que la clínica pueda seguir en papel cuando fallen la computadora, la red o Reslot.',
  folder: 'Carpeta',
  folderHint: 'En esta computadora, una memoria USB o una unidad de red. Si no existe, se crea al guardar.',
  choose: 'Elegir carpeta…',
  range: 'Qué contiene',
  ranges: { 'next-open': 'Hoy y el siguiente día abierto', week: 'Hoy y los seis días siguientes' },
  rangeHint: 'Todos los profesionales, con horarios provisionales y solicitudes abiertas.',
  phones: 'Con los teléfonos de los pacientes',
  paper: 'Papel',
  papers: { letter: 'Carta (8.5 × 11 pulg.)', a4: 'A4 (210 × 297 mm)' },
  paperHint: 'También para las hojas que se imprimen o guardan a mano.',
  clear:
    'La carpeta contiene datos de pacientes sin cifrar: nombres, fechas de nacimiento, teléfonos. Elija una que solo su personal pueda abrir. Reslot permite leer los archivos solo al usuario de esta computadora, si la unidad distingue usuarios.',
  files:
    'Cada día tiene un archivo para abrir en un navegador (reslot-2026-11-16.html) y un PDF; cada hora se reemplazan. Después de 7 días Reslot elimina sus propios archivos, y ningún otro.',
  state: 'La última hoja',
  never: 'No se ha escrito nada desde que se abrió Reslot.',
  writeNow: 'Escribir ahora',
  noPdf: {
    'pdf-failed':
      'En esta computadora no se pudo crear el PDF: abra el otro archivo en un navegador e imprímalo allí.',
    'pdf-needs-browser':
      'Para crear PDF, la vista previa necesita Chromium: instálelo (en Debian: apt-get install chromium). Hasta entonces abra el otro archivo en un navegador e imprímalo allí.',
  },
};

/** "Escrita hoy, 9:00 a.m.: /srv/paper/reslot-2026-11-16.html". */
export const writtenSentence = (
  { at, path }: NonNullable<SheetState['written']>,
  now: EpochMs,
  zone: ZoneId,
): string => `Escrita ${onSince(at, now, zone)}: ${path}`;
