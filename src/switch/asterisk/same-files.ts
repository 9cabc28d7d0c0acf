// Files of Asterisk's configuration that are the same wherever it is.

/**
 * Devices live in memory, beside what the files say: they are pushed by ARI when their user is there, and are gone with
 * Asterisk or when they expire. Contacts too: a browser's contact is a socket, and no socket outlives Asterisk.
 */
export const sorceryConf = `[res_pjsip]
auth=config,pjsip.conf,criteria=type=auth
auth=memory
aor=config,pjsip.conf,criteria=type=aor
aor=memory
endpoint=config,pjsip.conf,criteria=type=endpoint
endpoint=memory
contact=memory
[res_pjsip_endpoint_identifier_ip]
identify=config,pjsip.conf,criteria=type=identify
identify=memory
[res_pjsip_outbound_registration]
registration=config,pjsip.conf,criteria=type=registration
registration=memory
; Who watches lines is asked again by an Asterisk that starts anew, which knows no phone at first.
[res_pjsip_pubsub]
subscription_persistence=memory
`;

export const indicationsConf = `[general]
country=se
[se]
description=Sweden
ringcadence=1000,5000
dial=425
busy=425/250,0/250
ring=425/1000,0/5000
congestion=425/250,0/750
`;

/** No number that is dialled is a feature of Asterisk's: the default takes *8 for the pick-up of a call. */
export const featuresConf = `[general]
pickupexten=
[featuremap]
`;

/** The mean of samples below which they are silence, -50 dBFS: usual are -42, which some quiet voices are. */
export const dspConf = `[default]
silencethreshold=100
`;

export const loggerConf = `[general]
dateformat=%F %T.%3q
[logfiles]
console => warning,error
messages => notice,warning,error
security => security
`;
