import type { AppError, ErrorCode } from '../../errors.ts';

/** One sentence for each way a command can be refused: what is so, and what to do next. */
export const ERROR_SENTENCES: Readonly<Record<ErrorCode, string>> = {
  'bad-input': 'Esta entrada no se puede usar tal como está. Revise los campos e intente de nuevo.',
  'unknown-command': 'Esta ventana y el programa no coinciden. Cierre Reslot y ábralo de nuevo.',
  'forbidden-sender': 'Esta ventana no puede hacer eso. Cierre Reslot y ábralo de nuevo.',
  internal:
    'Algo falló dentro de Reslot, y no se cambió nada. Intente de nuevo; lo que escribió se conserva.',
  locked: 'Este puesto está bloqueado. Primero inicie sesión.',
  'not-allowed':
    'Eso le corresponde a un gerente. Pídale que lo haga, o que inicie sesión en este puesto (el botón con su nombre, Cambiar de usuario).',
  'sign-in-wrong':
    'Ese PIN o esa frase de contraseña no es correcto. Revise Bloq Mayús (Caps Lock) y Bloq Núm (Num Lock), e intente de nuevo.',
  'sign-in-wait':
    'Demasiados intentos fallidos. Espere a que pase el tiempo. Si olvidó su PIN, un gerente puede darle uno nuevo.',
  'already-set-up': 'Alguien ya configuró este puesto. Inicie sesión.',
  'user-not-found': 'Esta persona ya no inicia sesión en este puesto.',
  'user-name-taken':
    'Alguien con este nombre ya inicia sesión en este puesto. Agregue, por ejemplo, una inicial.',
  'user-name-nobodys':
    'En el registro, este nombre es el de lo que se hace sin que nadie haya iniciado sesión. Agregue, por ejemplo, una inicial.',
  'user-is-you': 'No puede quitarse a sí mismo. Otro gerente sí puede.',
  'last-manager': 'Es el único gerente. Primero nombre gerente a otra persona.',
  'recovery-key-none':
    'En este puesto no se ha creado ninguna clave de recuperación. Pida un PIN nuevo a otro gerente.',
  'recovery-key-typo':
    'Esto no es una clave de recuperación completa: seis grupos de cinco letras y dígitos. Compárela con lo que se anotó.',
  'recovery-key-other':
    'Esta es la clave de recuperación de otro puesto, o una que ya se reemplazó. Busque la más reciente.',
  'key-file-unreadable':
    'No se puede leer el archivo keys.json, en la carpeta de Reslot. Devuélvalo a su lugar: hay una copia entre las copias de seguridad.',
  'secret-short': 'Use al menos seis dígitos, o una frase de contraseña de al menos ocho caracteres.',
  'secret-common': 'Ese se adivina enseguida. Use otro.',
  'request-not-found': 'Esta solicitud ya no está aquí. Actualice la lista.',
  'patient-not-found': 'Este paciente ya no está en el portal. Elija otro.',
  'appointment-not-found': 'Esta cita ya no está en la agenda. Actualice y vuelva a mirar.',
  'decision-not-found': 'Esta decisión ya no se conoce. Mire el historial de la solicitud.',
  'item-not-found': 'Esta entrada ya no está en la lista: alguien se ha ocupado de ella.',
  'already-resolved': 'Esta solicitud ya está cerrada. Su historial dice cómo.',
  'snooze-too-long':
    'Para entonces la cita, o el horario solicitado, ya habría pasado. Elija un momento anterior, o decida ahora.',
  'note-empty': 'Primero escriba algo.',
  'wrong-kind': 'Eso no se puede elegir para esta clase de solicitud.',
  'no-proposal':
    'Ya no hay ninguna propuesta que espere al paciente. Vuelva a mirar la solicitud antes de continuar.',
  'awaiting-patient':
    'El paciente todavía no ha respondido a la propuesta. En su lugar, retire o reemplace la propuesta.',
  'patient-unmatched':
    'Todavía no se sabe de quién es esta solicitud. Abra “Cambiar de horario” y elija primero el paciente.',
  'patient-not-bookable':
    'El portal dice que este paciente falleció, o que este expediente no se debe usar tal como está: no se reserva nada nuevo para él.',
  'patient-differs':
    'No es seguro que esta solicitud sea del propio paciente de la cita, así que no se puede conceder. Pregunte al paciente, asígnesela o ciérrela.',
  'appointment-of-another':
    'Este puesto no puede saber de quién es esta cita, así que su solicitud no se puede asignar a nadie. Ciérrela, o espere a que el portal muestre al paciente.',
  'appointment-not-active':
    'La cita ya no está reservada, así que no se puede mover ni cancelar. Una solicitud sobre ella se puede rechazar.',
  'time-past': 'Ese horario ya pasó. Elija uno posterior.',
  'no-requested-time': 'El paciente no indicó ningún horario. Abra “Cambiar de horario” y elija uno.',
  'wish-open': 'El paciente dejó algo sin indicar que hay que elegir: abra “Reservar” y elíjalo.',
  'location-missing': 'Primero elija un lugar: todavía no se ha dicho dónde será la cita.',
  'end-before-start': 'La cita terminaría antes de empezar. Revise la hora y la duración.',
  'too-long': 'Una cita puede durar 12 horas como máximo. Elija una duración más corta.',
  'times-alike': 'Dos de los horarios son iguales. Quite uno.',
  'offer-taken': 'El horario se ofreció a varios pacientes, y otro ya lo aceptó.',
  'time-not-chosen': 'Hay varios horarios propuestos. Indique cuál aceptó el paciente.',
  'nothing-changed': 'La cita ya está a esa hora y en ese lugar. Primero cambie algo.',
  'reason-missing': 'Primero elija un motivo.',
  'message-missing': 'Primero escriba el mensaje al paciente.',
  'message-too-long': 'El mensaje tiene más de 1,000 caracteres. Acórtelo antes de enviarlo.',
  'no-late-charge':
    'El aviso de cargos ya no se aplica a esta cancelación: no hay nada que cobrar ni condonar. Vuelva a mirar la solicitud.',
  'not-expired': 'La propuesta todavía no ha vencido.',
  'own-times-not-taken': 'El consultorio pide a los pacientes que llamen para otros horarios.',
  'policy-needs-approval':
    'La política de cancelación pide aquí una aprobación. Decida usted sobre la solicitud.',
  'over-midnight':
    'Una cita termina el mismo día en que empieza. Elija una hora más temprana o una duración más corta.',
  'status-not-possible':
    'La cita no puede pasar directamente de su estado a ese otro. Primero devuélvala a “Reservada”.',
  'status-too-early': 'Es demasiado pronto: la cita todavía no ha llegado.',
  'time-conflict':
    'Ese horario está ocupado, o el consultorio está cerrado entonces. Elija otro, o indique por qué se reserva de todos modos.',
  'name-missing': 'Escriba el nombre del paciente.',
  'name-too-long': 'Un nombre puede tener 200 caracteres como máximo. Acórtelo.',
  'birth-date-invalid': 'Ese día no existe en el calendario. Revise la fecha de nacimiento.',
  'birth-date-future': 'La fecha de nacimiento está en el futuro. Revísela.',
  'birth-date-too-early': 'La fecha de nacimiento es de hace más de 130 años. Revise el año.',
  'phone-invalid': 'Esto no es un número de teléfono. Use dígitos, con espacios o signos entre ellos.',
  'email-invalid': 'Esto no es una dirección de correo. Revísela, o deje el campo vacío.',
  'address-invalid': 'Esto no es una dirección de correo. Revísela.',
  'changed-since-shown': 'Cambió desde que usted lo vio. Vuelva a mirarlo.',
  'email-on-its-way': 'El último correo todavía está en camino. Reenvíelo cuando haya salido.',
  'undo-too-late':
    'Es demasiado tarde para deshacer: la decisión ya salió del puesto. En su lugar, elija qué debe pasar ahora.',
  'undo-slot-taken':
    'Desde entonces el horario se dio a otra persona, así que esto no se puede deshacer. En su lugar, elija qué debe pasar ahora.',
  'not-failed': 'Esto está en camino o ya está hecho: no hay nada que reintentar.',
  'call-again-past': 'Ese momento ya pasó. Elija uno futuro.',
  'call-again-too-late': 'Hay que avisar al paciente antes. Elija un momento anterior.',
  'call-still-true':
    'Todavía hay que avisar al paciente, así que sigue en la lista. Elija “Se avisó” cuando haya llamado.',
  'address-moved':
    'Entretanto cambió la dirección registrada, así que no se hizo nada. Ahora se muestra aquí: mírela y elija de nuevo.',
  'phone-moved':
    'Entretanto cambió el teléfono registrado, así que no se hizo nada. Ahora se muestra aquí: mírelo y elija de nuevo.',
  'phone-same': 'Ese es el número registrado.',
  'address-same': 'Esa es la dirección que se intentó. Escriba la correcta, o elija “Reintentar”.',
  'email-outdated':
    'Lo que dice este correo ya no es así, y por eso no se envió. Mire la cita, y avise al paciente por teléfono si necesita saberlo.',
  'email-still-true':
    'Lo que dice este correo es así, y el paciente no lo sabe. Reenvíelo, o elija “Se avisó por teléfono” cuando haya llamado.',
  'read-only':
    'Este puesto solo lee del portal (Configuración, Conexión al portal), así que aquí no se puede decidir ni cambiar nada. Hágalo en el sistema propio de la clínica.',
  'decisions-waiting':
    'Hay decisiones tomadas aquí que no han llegado al portal. Indique primero qué debe pasar con ellas.',
  'no-mail-server':
    'No hay servidor de correo configurado, así que no se envió nada. Configure uno en Configuración, o avise al paciente por teléfono.',
  'no-portal':
    'No hay portal configurado, así que no se envió nada. Configúrelo en Configuración, o revierta la decisión.',
  'export-too-long': 'Hay más líneas de las que caben en un archivo (50,000). Elija menos días.',
  'zone-unknown': 'Esta zona horaria no se conoce. Elija una de la lista.',
  'settings-newer':
    'Otro puesto guardó esta configuración con una versión más reciente de Reslot, así que no se puede guardar desde aquí. Primero actualice Reslot en este puesto; lo que escribió se conserva.',
  'settings-moved-on':
    'Entretanto cambió esta configuración, así que no se hizo nada. Aquí se muestra como está ahora: mírela y elija de nuevo.',
  'secrets-unavailable':
    'Esta computadora no tiene un lugar seguro para guardar una contraseña, así que no se guardó. Configure el llavero del sistema e intente de nuevo.',
  'secrets-waiting':
    'El almacén de claves de esta computadora no ha respondido, así que no se guardó ni se envió nada. Quizás pida su contraseña en una ventana propia: respóndale e intente de nuevo.',
  'secrets-unreadable':
    'El archivo en el que se guardan los secretos (secrets.json, en la carpeta de Reslot) no se puede leer ni escribir, así que no se guardó nada. Revise sus permisos e intente de nuevo.',
  'secret-elsewhere':
    'La contraseña o clave guardada se introdujo para otro servidor o usuario. Introdúzcala de nuevo: no se envía a ningún otro lugar.',
  'clear-text':
    'Esta conexión no está cifrada y lleva a otra computadora, así que no se envió nada. Use https, o TLS o STARTTLS.',
  'authority-not-pem':
    'Esto no es un certificado en formato PEM, o está dañado o cortado. Elija un archivo que empiece con “-----BEGIN CERTIFICATE-----” (al exportar certificados se llama “Base-64”).',
  'authority-private-key':
    'Esto contiene una clave privada, que nadie debería entregar. No se conservó. Pida solo el certificado de la autoridad.',
  'authority-not-ca':
    'Este certificado no es de una autoridad: responde por un solo servidor. Pida el certificado de la autoridad que lo firmó.',
  'authority-expired': 'Este certificado ha vencido. Pida el actual de la misma autoridad.',
  'link-refused': 'Este enlace lleva a un lugar que Reslot no abre.',
  'update-none': 'No hay ninguna versión más reciente lista. Reslot la busca solo.',
  'update-dialog-open': 'Todavía hay algo abierto. Termínelo o ciérrelo, y reinicie.',
  'update-unsaved':
    'Hay algo escrito sin guardar: en Configuración, en la nota de una llamada o en un formulario. Guárdelo o bórrelo, y reinicie.',
  'update-undo-time':
    'Todavía se puede deshacer una decisión. Reinicie en unos segundos, cuando termine ese plazo.',
  'update-being-written':
    'Hay una decisión en camino. Reinicie cuando el estado de arriba diga que todo está sincronizado.',
  'no-printer': 'Esta computadora no tiene impresora. Agregue una, o guarde la hoja como PDF.',
  'print-failed':
    'La impresora no aceptó la hoja. Compruebe que esté encendida y tenga papel, e imprima de nuevo, o guarde la hoja como PDF.',
  'print-unanswered':
    'El sistema no ha dicho si la hoja se imprimió. Mire la impresora antes de imprimirla otra vez.',
  'pdf-failed': 'En esta computadora no se pudo crear el PDF. Imprima la hoja.',
  'pdf-needs-browser':
    'Para crear PDF, la vista previa necesita Chromium: instálelo (en Debian: apt-get install chromium) e intente de nuevo. No hace falta volver a abrir Reslot.',
  'sheet-no-folder':
    'No se ha elegido ninguna carpeta para la hoja de contingencia. Elija una, con su ruta completa.',
  'sheet-folder-gone': 'La carpeta no está. Conecte su unidad, o elija otra carpeta.',
  'sheet-folder-unwritable':
    'No se puede escribir en la carpeta. Pida permiso para escribir en ella, cierre el archivo si está abierto, o elija otra carpeta.',
  'sheet-folder-full': 'El disco de esa carpeta está lleno. Libere espacio, o elija otra carpeta.',
  'sheet-folder-slow': 'La carpeta no responde. Revise la unidad de red, o elija otra carpeta.',
  'disk-full':
    'El disco está lleno, así que no se pudo guardar nada. Libere espacio e intente de nuevo; lo que escribió sigue aquí.',
  'database-unwritable':
    'No se puede escribir en la base de datos, así que no se guardó nada. Revise los permisos de la carpeta e intente de nuevo; lo que escribió sigue aquí.',
  'database-moved':
    'La carpeta de datos de Reslot se movió, se reemplazó o se eliminó mientras Reslot estaba abierto, así que no se guardó nada. Devuélvala a su lugar e intente de nuevo, o cierre Reslot y ábralo de nuevo.',
  'database-damaged':
    'La base de datos de Reslot está dañada donde figura esto, así que no se guardó nada. Cierre Reslot y ábralo de nuevo: la revisará y ofrecerá la copia de seguridad buena más reciente.',
  'database-busy':
    'Otro programa no soltó la base de datos de Reslot, así que no se guardó nada. Espere a que termine su copia de seguridad o su análisis de virus, e intente de nuevo; lo que escribió sigue aquí.',
  'backup-no-space':
    'En el disco no hay espacio suficiente para una copia de seguridad, así que no se hizo. Libere espacio: Reslot lo vuelve a intentar solo.',
  'backup-folder-unwritable':
    'No se puede escribir en la carpeta de las copias de seguridad, así que no se hizo ninguna. Revise sus permisos: Reslot lo vuelve a intentar solo.',
  'backup-damage-found':
    'La base de datos está dañada, así que no se conservó ninguna copia de ella. Cierre Reslot y ábralo de nuevo: la revisará y ofrecerá la copia de seguridad buena más reciente.',
  'backup-failed':
    'No se pudo hacer ninguna copia de seguridad. Reslot lo vuelve a intentar solo; si esto persiste, pida a quien cuida de esta computadora que revise su disco.',
  'backup-none': 'No hay ninguna copia de seguridad de este puesto que se pueda restaurar.',
  'backup-gone': 'Esta copia de seguridad ya no está. Elija otra.',
  'backup-damaged': 'Esta copia de seguridad está dañada y no se usó. Elija otra.',
  'keys-asked-already':
    'Ya se pidieron claves nuevas: valen desde el próximo inicio. Reinicie Reslot, o conserve primero las claves actuales.',
  'keys-not-shown':
    'Estas claves no son las últimas que se mostraron, así que no se cambió nada. Destruya la hoja y empiece de nuevo.',
  'keys-file-unwritable':
    'No se cambió nada: keys.json, en la carpeta de Reslot, no se puede leer o escribir. La clave de recuperación actual sigue abriendo la base de datos; una nueva que se haya mostrado no sirve.',
  'keys-no-key-store':
    'Las claves no se cambiaron: el almacén de claves de esta computadora no acepta o no entrega la nueva. Desbloquéelo e inténtelo de nuevo. Las claves actuales valen como antes.',
  'keys-no-space':
    'Las claves no se cambiaron: en el disco no cabe la copia de la base de datos que hace falta. Libere espacio y reinicie Reslot. Las claves actuales valen como antes.',
  'keys-database-busy':
    'Las claves no se cambiaron: otro programa usaba la base de datos (¿una copia de seguridad o un antivirus?). Reinicie Reslot para intentarlo de nuevo. Las claves actuales valen como antes.',
  'keys-database-damaged':
    'Las claves no se cambiaron: la copia de la base de datos no resultó íntegra. Haga una copia de seguridad para ver si la base de datos está bien. Las claves actuales valen como antes.',
  'keys-failed':
    'Las claves no se cambiaron: la base de datos no se pudo copiar o reemplazar. Reinicie Reslot para intentarlo de nuevo. Las claves actuales valen como antes.',
  'recovery-key-unwritable':
    'No se creó ninguna clave de recuperación: no se puede leer o escribir keys.json, en la carpeta de Reslot. La anterior sigue abriendo la base de datos.',
  'backup-locked':
    'Esta copia de seguridad está cifrada con una clave distinta de la de este puesto. Elija otra, o inicie Reslot con el keys.json que estaba junto a ella.',
  'backup-foreign': 'Este archivo no es una copia de seguridad de Reslot. Elija otro.',
  'backup-other-kind':
    'Esta copia de seguridad contiene los datos de otra clase de clínica (de demostración, o real). Elija otra.',
  'backup-newer':
    'Esta copia de seguridad se hizo con una versión más reciente de Reslot. Primero instale esa versión.',
  'restore-no-space':
    'En el disco no hay espacio suficiente para restaurar una copia de seguridad, así que no se cambió nada. Libere espacio e intente de nuevo.',
  'restore-failed':
    'La copia de seguridad no se pudo poner en su lugar, así que no se cambió nada. Cierre otros programas que puedan usar la carpeta de Reslot, e intente de nuevo.',
};

/** The sentence for a refusal. For an unexpected failure it ends with the reference under which the log has it. */
export function errorSentence(error: AppError): string {
  if (error.code === 'appointment-of-another' && error.patientName !== undefined)
    return `Esta cita es de ${error.patientName}, así que su solicitud no se puede asignar a nadie más. Elija a ${error.patientName}, o cierre la solicitud.`;
  if (error.code === 'recovery-key-typo' && error.group !== undefined)
    return `Hay un error en el grupo ${error.group} de seis. Compárelo con lo que se anotó.`;
  const sentence = ERROR_SENTENCES[error.code];
  if (error.certificate !== undefined) return `${error.certificate}: ${sentence}`;
  return error.code === 'internal' && error.reference !== undefined
    ? `${sentence} (Referencia ${error.reference})`
    : sentence;
}
