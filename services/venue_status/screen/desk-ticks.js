// The worker of desk-alarm.js: says a name when its time has come.

self.onmessage = ({ data: { name, after } }) => setTimeout(() => self.postMessage(name), after);
