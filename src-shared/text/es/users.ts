/** Every sentence about who signs in: the lock screen, the header's menu, Settings. */
import type { UserRole } from '../../domain/users.ts';
import { plural } from './locale.ts';

export const USER_ROLE: Readonly<Record<UserRole, string>> = {
  receptionist: 'Recepcionista',
  manager: 'Gerente',
};

/** Who works at the demo clinic. */
export const DEMO_NAMES: Readonly<Record<UserRole, string>> = {
  manager: 'Morgan Reyes',
  receptionist: 'Sam Whitfield',
};

export const entryText = {
  locked: 'Este puesto está bloqueado',
  who: '¿Quién está aquí?',
  demoHint: 'La clínica de demostración no pide PIN.',
  signInAs: (name: string) => `Iniciar sesión como ${name}`,
  back: 'Otra persona',
  secret: 'PIN o frase de contraseña',
  signIn: 'Iniciar sesión',
  signingIn: 'Iniciando sesión…',
  capsLock: 'Bloq Mayús (Caps Lock) está activado.',
  waitLeft: (seconds: number) =>
    seconds >= 60
      ? `Intente de nuevo en ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.`
      : plural(seconds, 'Intente de nuevo en 1 segundo.', `Intente de nuevo en ${seconds} segundos.`),
  waitHint:
    'Demasiados intentos fallidos seguidos. Si olvidó su PIN, un gerente puede darle uno nuevo en Configuración, Usuarios.',
  wentOn: 'Entretanto Reslot continúa: sincroniza, y las decisiones y los correos salen.',
  forgotten: '¿Lo olvidó?',
};

export const setUpText = {
  title: '¿Quién trabaja en este puesto?',
  hint: 'Todo lo que se decide aquí se registra con el nombre de quien lo hizo. Usted empieza, como gerente; las demás personas se agregan en Configuración, Usuarios.',
  name: 'Su nombre',
  secret: 'PIN o frase de contraseña',
  secretHint: 'Al menos seis dígitos, o al menos ocho caracteres.',
  again: 'Lo mismo otra vez',
  differ: 'No coinciden.',
  nameMissing: 'Escriba su nombre.',
  begin: 'Empezar',
  beginning: 'Empezando…',
};

export const userMenuText = {
  open: (name: string) => `Sesión iniciada como ${name}`,
  lock: 'Bloquear',
  switchUser: 'Cambiar de usuario',
  changeSecret: 'Cambiar mi PIN',
  current: 'El que tiene ahora',
  newSecret: 'Nuevo PIN o frase de contraseña',
};

export const recoverText = {
  title: 'Un PIN nuevo',
  hint: 'Otro gerente puede darle uno en Configuración, Usuarios. Si no hay ninguno, la clave de recuperación de este puesto lo abre.',
  recoveryKey: 'Clave de recuperación',
  keyHint:
    'Seis grupos de cinco letras y dígitos, anotados cuando se creó (Configuración, Copias de seguridad).',
  keyMissing: 'Introduzca la clave de recuperación.',
  newSecretOf: (name: string) => `Nuevo PIN o frase de contraseña de ${name}`,
  setAndSignIn: 'Definirlo e iniciar sesión',
};

export const usersText = {
  title: 'Quién inicia sesión aquí',
  hint: 'Solo en este puesto: los demás puestos tienen los suyos.',
  idle: 'Bloquear tras minutos sin uso',
  idleHint: 'De 1 a 30. Lo escrito se conserva. El puesto sigue sincronizando y enviando.',
  idleProblem: 'Escriba un número entero de 1 a 30.',
  add: 'Agregar un usuario',
  addIt: 'Agregar',
  change: 'Modificar',
  changeOf: (name: string) => `Modificar a ${name}`,
  newPin: 'Nuevo PIN',
  newPinOf: (name: string) => `Un PIN nuevo para ${name}`,
  setPin: 'Definir el PIN',
  firstSecret:
    'Deje que lo escriba la propia persona, o que lo cambie enseguida: el signo del encabezado, Cambiar mi PIN.',
  remove: 'Quitar',
  removeOf: (name: string) => `Quitar a ${name}`,
  removeHint: 'Ya no inicia sesión en este puesto. Lo que ha hecho queda en el registro con su nombre.',
  name: 'Nombre',
  nameHint: 'Todo lo que decida se registra con él.',
  nameMissing: 'Escriba un nombre.',
  role: 'Qué puede hacer',
  roleHint: {
    receptionist: 'Solicitudes, agenda, pacientes, llamadas, impresión; la apariencia de este puesto.',
    manager:
      'Eso, y la configuración del consultorio, conexiones, usuarios, exportaciones y restauración de copias de seguridad.',
  },
  you: 'usted',
  byClick: 'sin PIN: la clínica de demostración',
  waits: 'tiene que esperar tras intentos fallidos',
  managersOnly: 'Esto solo lo cambia un gerente.',
};
