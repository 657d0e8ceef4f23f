/** Every sentence of Settings about the portal connection, the mail server and their secrets. */
import type { PortalTest } from '../../ipc/settings-views.ts';
import { certificateAdvice, certificateFaultWords } from './certificates.ts';
import { typesWords } from './sync.ts';

const KEY_STORE_WAITS =
  'El almacén de claves de esta computadora no ha respondido, así que no se pudo leer lo guardado. Responda a su pregunta y vuelva a intentarlo.';

/** A label within a sentence: abbreviations keep their capitals. */
const within = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

export const secretText = {
  stored: {
    token: 'Hay un token de portador guardado.',
    clientSecret: 'Hay un secreto de cliente guardado.',
    privateKey: 'Hay una clave privada guardada.',
    password: 'Hay una contraseña guardada.',
  },
  willRemove: {
    token: 'El token de portador guardado se elimina cuando guarde.',
    clientSecret: 'El secreto de cliente guardado se elimina cuando guarde.',
    privateKey: 'La clave privada guardada se elimina cuando guarde.',
    password: 'La contraseña guardada se elimina cuando guarde.',
  },
  label: {
    token: 'Token de portador',
    clientSecret: 'Secreto de cliente',
    privateKey: 'Clave privada (PEM o JWK)',
    password: 'Contraseña',
  },
  missing: {
    token: 'Escriba el token de portador.',
    clientSecret: 'Escriba el secreto de cliente.',
    privateKey: 'Introduzca la clave privada.',
    password: 'Escriba la contraseña de este usuario, o deje vacío el usuario.',
  },
  again: (where: string) =>
    `Introdúzcalo de nuevo: lo guardado se introdujo para ${where || 'otra dirección'}, y no se envía a ningún otro lugar.`,
  hint: 'Se guarda cifrado en el almacén de claves de esta computadora. No se vuelve a mostrar.',
  replace: (label: string) => `Reemplazar ${within(label)}`,
  removeIt: (label: string) => `Quitar ${within(label)}`,
  keep: (label: string) => `Conservar lo guardado: ${within(label)}`,
  /** Why a secret can be neither entered nor replaced. */
  notReady: {
    asking: 'Consultando el almacén de claves de esta computadora…',
    waiting:
      'El almacén de claves de esta computadora no ha respondido: quizás pida su contraseña en una ventana propia. Hasta que se le responda no se puede leer ni guardar ningún secreto; todo lo demás funciona.',
    none: 'Esta computadora no tiene un lugar seguro para secretos: no se encontró ningún almacén de claves del sistema operativo. Por eso Reslot no guarda ninguno, y esto no se puede rellenar.',
    unreadable:
      'No se puede leer el archivo en el que se guardan los secretos (secrets.json, en la carpeta de Reslot), así que no se puede guardar ni usar ninguno. Revise sus permisos y abra esta sección de nuevo.',
    unprotected:
      'El llavero de esta computadora falta o no se abrió, así que quien pueda leer el archivo podría leer un secreto. Por eso Reslot no guarda ninguno. Configure o desbloquee el llavero (GNOME Keyring o KWallet) y abra Reslot de nuevo.',
  },
  keyNotPem:
    'Esto no es ni una clave privada PEM (empieza con “-----BEGIN PRIVATE KEY-----”) ni un JWK (JSON).',
  keyEncrypted:
    'Esta clave privada está protegida con una frase de contraseña. Introduzca una que no lo esté.',
  keyPublic: 'Esto es una clave pública o un certificado. Hace falta la clave privada.',
};

export const portalText = {
  kind: 'De dónde vienen las solicitudes',
  use: 'Qué hace este puesto con él',
  uses: { decides: 'Lee y decide', reads: 'Solo lee' },
  useHint: {
    decides: 'Aquí se responden las solicitudes de los pacientes y se reservan, mueven y cancelan citas.',
    reads:
      'Se muestran la agenda y los pacientes; no se decide ni se escribe nada. Para portales sin solicitudes o sin transacciones, como los de la mayoría de los hospitales.',
  },
  providers: 'Profesionales cuyas citas se leen',
  providersHint:
    'El id de FHIR de cada uno, uno por línea. Solo si el portal no lista ni citas ni profesionales; quien lo opera los conoce.',
  providerWrong: (text: string) =>
    `“${text}” no es un id de FHIR: letras, dígitos, “-” y “.”, 64 como máximo.`,
  providersTooMany: 'Son más de 200 profesionales. Omita algunos.',
  chooseReadOnly: 'Solo leer de este portal',
  none: 'Sin portal',
  noneHint: 'No llegan solicitudes. Las decisiones se quedan en este puesto.',
  demo: 'El portal propio de la clínica de demostración',
  demoHint: 'Funciona en esta computadora, con pacientes inventados.',
  fhir: 'Servidor FHIR',
  fhirHint: 'Un portal de pacientes que habla HL7 FHIR R4.',
  baseUrl: 'URL base',
  baseUrlHint:
    'Por ejemplo, https://portal.example.org/fhir/r4. Una carpeta de datos pertenece a un portal: para otro portal, inicie Reslot con otra carpeta.',
  signIn: 'Inicio de sesión',
  methods: {
    none: 'Ninguno',
    bearer: 'Token de portador',
    'client-credentials': 'Credenciales de cliente de OAuth 2.0',
    'private-key-jwt': 'SMART Backend Services (clave privada)',
  },
  tokenUrl: 'URL del token',
  clientId: 'ID de cliente',
  scope: 'Ámbito (scope)',
  scopeHint: 'Por ejemplo, system/*.cruds',
  algorithm: 'Algoritmo',
  keyId: 'ID de la clave',
  keyIdHint: 'El “kid” con el que el servidor conoce la clave pública.',
  notEncrypted:
    'Esta dirección no está cifrada (http): los datos de los pacientes se podrían leer por el camino. Introduzca una con https.',
  test: 'Probar la conexión',
  testing: 'Probando la conexión…',
  testWrites: 'Probar también la escritura',
  testWritesHint:
    'Registra un paciente llamado Reslot Prueba, reserva y mueve una cita dentro de dos años, responde a una solicitud y elimina lo que creó, o lo marca como introducido por error si el portal no elimina nada.',
  testGood: 'El portal tiene todo lo que Reslot necesita.',
  testReadOnly: 'El portal se puede leer. Con él no se puede decidir nada.',
  testLacking: 'El portal responde, pero le falta algo que Reslot necesita.',
  testFailed: 'El portal no se puede usar así.',
  testUnfinished: 'No se pudo probar todo: pruebe la conexión de nuevo.',
  testNothing: 'No hay ningún portal que probar.',
  findings: 'Qué encontró la prueba',
  levels: { good: 'Bien', note: 'Nota', lacking: 'Falta', failed: 'Falló' },
};

export const mailText = {
  kind: 'Cómo se envía el correo',
  none: 'Sin servidor de correo',
  noneHint: 'No se envía correo: espera aquí hasta que se introduzca un servidor de correo.',
  demo: 'El buzón propio de la clínica de demostración',
  demoHint: 'Funciona en esta computadora. Nada llega a un paciente real.',
  smtp: 'Servidor SMTP',
  smtpHint: 'El servidor de correo del consultorio.',
  host: 'Servidor',
  hostHint: 'Por ejemplo, smtp.example.org',
  port: 'Puerto',
  security: 'Cifrado',
  securities: {
    tls: 'TLS desde el principio (normalmente, puerto 465)',
    starttls: 'STARTTLS (normalmente, puerto 587)',
    none: 'Ninguno: sin cifrar',
  },
  notEncrypted:
    'Sin cifrado solo se puede usar un servidor de correo de esta computadora. Para cualquier otro, elija TLS o STARTTLS.',
  user: 'Usuario',
  userHint: 'Déjelo vacío si el servidor no pide iniciar sesión.',
  fromName: 'Nombre del remitente',
  fromAddress: 'Dirección del remitente',
  testTitle: 'Mensaje de prueba',
  testTo: 'Destinatario del mensaje de prueba',
  test: 'Enviar un mensaje de prueba',
  testing: 'Enviando un mensaje de prueba…',
  testHint: 'Usa lo que figura arriba, guardado o no.',
  results: {
    accepted: (to: string) => `El servidor aceptó el mensaje para ${to}. Mire en ese buzón.`,
    'recipient-refused': (to: string) => `El servidor rechazó el destinatario ${to}.`,
    'message-refused': () => 'El servidor rechazó el mensaje.',
    'sign-in-failed': () =>
      'El servidor rechazó el inicio de sesión: el usuario o la contraseña son incorrectos.',
    certificate: (_to: string, detail: string) => certificateSentence(detail, 'mail'),
    'secret-elsewhere': (_to: string, detail: string) =>
      `La contraseña guardada se introdujo para ${detail || 'otro servidor'}, y no se envía a ningún otro lugar. Introdúzcala de nuevo.`,
    'key-store': () => KEY_STORE_WAITS,
    'clear-text': () => 'La conexión no está cifrada: no se envió nada. Elija TLS o STARTTLS.',
    'try-later': () => 'No se pudo conectar con el servidor, o pidió que se intente más tarde.',
    'not-configured': () => 'No hay ningún servidor de correo que probar.',
  },
};

/** What the patient, the visits and the request of a trial with writes are called in the portal. */
export const throwAway = {
  given: 'Reslot',
  family: 'Prueba',
  desk: 'Prueba de Reslot',
  visit: 'Prueba de Reslot: se puede eliminar',
};

/** That nothing was sent, why, and what to do. */
const certificateSentence = (detail: string, connection: 'portal' | 'mail'): string =>
  `${certificateFaultWords(detail, 'servidor')}: no se envió nada. ${certificateAdvice(detail, connection)}`;

/** What a server or the network said, as it came: it may be in any language. */
export const detailWords = (detail: string): string => `Detalles: ${detail}`;

type Finding = PortalTest['findings'][number];

/** The type that a finding's detail begins with. */
const ofType = (detail: string): string => detail.split(':')[0] ?? '';

const FINDINGS: Readonly<Record<Finding['code'], (level: Finding['level'], detail: string) => string>> = {
  reached: () => 'El servidor responde.',
  unreachable: () => 'No se puede conectar con el servidor. Revise la dirección y la red.',
  timeout: () => 'El servidor no responde a tiempo.',
  'not-fhir': () => 'Algo responde en esta dirección, pero no es un servidor FHIR. Revise la dirección.',
  'sign-in-failed': () =>
    'El servidor rechazó el inicio de sesión. Revise lo que figura en “Inicio de sesión”.',
  certificate: (_, detail) => certificateSentence(detail, 'portal'),
  'secret-elsewhere': (_, detail) =>
    `Lo guardado para el inicio de sesión se introdujo para ${detail || 'otra dirección'}, y no se envía a ningún otro lugar. Introdúzcalo de nuevo.`,
  'key-store': () => KEY_STORE_WAITS,
  'fhir-version': (level, detail) =>
    level === 'good'
      ? `Habla FHIR ${detail}.`
      : `Habla otra versión de FHIR (${detail === '' ? 'no dice cuál' : detail}). Reslot necesita R4, 4.0.1.`,
  transaction: (level) =>
    level === 'good'
      ? 'Escribe una decisión entera o no la escribe (transaction).'
      : 'No ofrece transacciones: una decisión podría escribirse a medias.',
  'no-decisions': (_, detail) =>
    `No acepta decisiones: no tiene solicitudes que se puedan responder (Task), o no ejecuta transacciones, como la mayoría de los servidores de solo lectura. Con él no se pueden responder solicitudes ni reservar citas. ${
      detail === ''
        ? 'Tampoco se puede cargar la agenda.'
        : `De la agenda se pueden cargar: ${typesWords(detail)}.`
    } Pregunte a quien opera el portal si puede ofrecer solicitudes y transacciones, o deje que este puesto solo lea.`,
  'read-only': () => 'Se puede mostrar su agenda. No se decide ni se escribe nada.',
  'by-provider': (_, detail) =>
    detail === ''
      ? 'Solo encuentra citas por profesional y fecha: se leen las de los profesionales que lista, desde dos semanas atrás hasta tres meses adelante.'
      : `Solo encuentra citas por profesional y fecha: se leen las de los que usted ha nombrado (${detail}), desde dos semanas atrás hasta tres meses adelante.`,
  'providers-unnamed': () =>
    'Solo encuentra citas por profesional y fecha, y no lista sus profesionales. Introduzca arriba sus id de FHIR; quien opera el portal los conoce.',
  'provider-missing': (_, detail) => `No tiene ningún profesional con el id ${detail}.`,
  versioning: (level, detail) =>
    level === 'good'
      ? `Rechaza un cambio basado en una versión antigua (If-Match) de ${detail}.`
      : level === 'note'
        ? `No dice si comprueba las versiones (If-Match) de ${detail}. “Probar también la escritura” lo averigua.`
        : `No comprueba las versiones (If-Match) de ${detail}: dos puestos podrían sobrescribir los cambios del otro. Reslot mira antes de escribir, e indica dónde se sobrescribió algo a pesar de ello.`,
  'conditional-create': (level, detail) =>
    level === 'good'
      ? `Reconoce la repetición de ${detail} (If-None-Exist).`
      : `No reconoce la repetición de ${detail} (If-None-Exist): tras una conexión interrumpida podría quedar por duplicado.`,
  'resource-type': (level, detail) => (level === 'good' ? `Tiene ${detail}.` : `No tiene ${detail}.`),
  'search-parameter': (level, detail) => {
    const [type = '', parameter = ''] = detail.split(':');
    return level === 'good'
      ? `Encuentra ${type} por ${parameter}.`
      : `No puede encontrar ${type} por ${parameter}: se perderían cambios.`;
  },
  'settings-kept': (level) =>
    level === 'good'
      ? 'Conserva la configuración del consultorio, para que sea la misma en todos los puestos (Basic).'
      : 'No conserva la configuración del consultorio (Basic): defínala en cada puesto. Todo lo demás funciona.',
  search: () =>
    'No responde a la búsqueda que lo carga todo. Pida a quien opera el portal que la cuenta de este puesto pueda buscar por _lastUpdated, ordenado por ese campo.',
  'next-page': (level) =>
    level === 'good'
      ? 'Se pueden seguir las páginas de una búsqueda.'
      : 'No se puede leer la segunda página de una búsqueda, así que faltaría lo que viene después de la primera. Pregunte a quien opera el portal si sus enlaces de página llevan a la dirección de arriba.',
  'type-refused': (_, detail) =>
    `El portal no permite a este puesto leer ${typesWords(ofType(detail))}. Pida a quien lo opera que la cuenta de este puesto pueda leer y buscar ese tipo de datos.`,
  untried: () =>
    'El portal estaba ocupado, o no respondió a tiempo. Espere un minuto y pruebe la conexión de nuevo.',
  create: (level, detail) =>
    level === 'good'
      ? `Permite crear ${typesWords(ofType(detail))}.`
      : `No permite crear ${typesWords(ofType(detail))} tal como Reslot los escribe (docs/portal.md). Abajo figura lo que dice.`,
  change: (level, detail) =>
    level === 'good'
      ? `Permite cambiar ${typesWords(ofType(detail))}.`
      : `No permite cambiar ${typesWords(ofType(detail))} tal como Reslot los escribe (docs/portal.md). Abajo figura lo que dice.`,
  'write-refused': (_, detail) =>
    `El portal no permite a este puesto escribir ${typesWords(ofType(detail))}. Pida a quien lo opera que la cuenta de este puesto pueda crear y cambiar ese tipo de datos (en términos de SMART, system/${ofType(detail)}.cu).`,
  'write-untried': () =>
    'No se pudo probar a reservar, mover ni responder solicitudes: para eso hace falta el paciente de prueba.',
  'request-untried': () =>
    'No se pudo probar a responder una solicitud: esta cuenta no puede crear una. Reslot solo cambia las que hacen los pacientes.',
  'transaction-refused': () =>
    'No ejecuta transacciones (un Bundle enviado a la propia dirección), y Reslot escribe cada decisión como una. Pida a quien opera el portal que las ofrezca.',
  'transaction-answer': () =>
    'Ejecuta una transacción, y su respuesta no dice qué pasó con cada parte. Tiene que ser un transaction-response con un status y un location por cada entrada, en su orden.',
  atomic: (level) =>
    level === 'good'
      ? 'Una decisión que se rechaza en una parte no deja nada atrás.'
      : 'No es atómico: de una transacción que se rechazó en una parte se ejecutó el resto. Pida a quien opera el portal que active transacciones reales (todo o nada).',
  versions: (level) =>
    level === 'good'
      ? 'Cada cambio recibe una versión y una hora (meta.versionId, meta.lastUpdated).'
      : 'No todo cambio recibe su propia versión y hora (meta.versionId, meta.lastUpdated): no se podría saber que algo ha cambiado.',
  identifiers: (level) =>
    level === 'good'
      ? 'Conserva los identificadores de una cita.'
      : 'No conserva los identificadores de una cita: tras una conexión interrumpida podría reservarse dos veces, y los calendarios reciben entradas por duplicado.',
  extensions: (level) =>
    level === 'good'
      ? 'Conserva las extensiones.'
      : 'Descarta las extensiones: en otros lugares no se sabe qué puesto decidió. Todo lo demás funciona.',
  tags: (level) =>
    level === 'good'
      ? 'Conserva las etiquetas por las que un puesto reconoce su propia decisión.'
      : 'No conserva las etiquetas (meta.tag): tras una conexión interrumpida un puesto no puede saber si su decisión llegó.',
  date: (level) =>
    level === 'good'
      ? 'Indica su hora (Date).'
      : 'No indica su hora (Date): las propuestas vencen según el reloj de cada puesto.',
  sort: (level) =>
    level === 'good'
      ? 'Lista los cambios en su orden (_sort=_lastUpdated).'
      : 'No lista los cambios en su orden (_sort=_lastUpdated): algunos se perderían.',
  'bound-ignored': (_, detail) =>
    `Aunque solo se le pide lo nuevo de ${typesWords(detail)} (_lastUpdated), también lista lo anterior: cada consulta al portal lo leería todo.`,
  'page-size': (_, detail) =>
    `Entrega como máximo ${detail} de cada cosa a la vez: la primera carga tarda más.`,
  late: (_, detail) =>
    `Una búsqueda encuentra lo escrito solo después de ${detail} segundos: las solicitudes llegan con ese retraso.`,
  history: (level) =>
    level === 'good'
      ? 'Conserva las versiones anteriores (_history).'
      : 'No conserva las versiones anteriores, o no las muestra (_history): de lo que se cambió en otro lugar no se dice cómo era antes.',
  removed: () => 'Lo que se escribió para la prueba se eliminó.',
  marked: (_, detail) =>
    `No elimina nada: lo que se escribió para la prueba está marcado como introducido por error o fuera de uso (${detail}).`,
  'left-behind': (_, detail) =>
    `Lo que se escribió para la prueba no se pudo eliminar, y se puede eliminar a mano: ${detail}.`,
  statement: (_, detail) =>
    `Su CapabilityStatement no nombra algo que sí hace: ${detail}. Debería nombrarlo.`,
  'http-status': (_, detail) => `Respondió con el estado HTTP ${detail}.`,
};

/** A finding of the connection test as a sentence. */
export const findingSentence = ({ level, code, detail }: Finding): string => FINDINGS[code](level, detail);
