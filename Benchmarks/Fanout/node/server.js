// The design that Live replaces, as its peer in `fanout --peer node`: one Redis subscriber, the responses in a Set (of all
// videos) and in a Map of Sets (by video); each message is parsed, written out again once, and given to res.write for each client.
'use strict';
const http = require('node:http');
const net = require('node:net');

const everybody = new Set();
const byVideo = new Map();
let subscribed = false;

function open(request, response, set, onEmpty) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', 'X-Accel-Buffering': 'no' });
  set.add(response);
  response.write('data: {"type":"connected"}\n\n');
  response.on('close', () => {
    set.delete(response);
    if (set.size === 0 && onEmpty) onEmpty();
  });
}

function tell(set, frame) {
  for (const response of set)
    if (!response.writableEnded && !response.destroyed) response.write(frame);
}

function take(text) {
  let update;
  try {
    update = JSON.parse(text);
  } catch {
    console.error('skipped a message that is not JSON');
    return;
  }
  const frame = `data: ${JSON.stringify(update)}\n\n`;
  tell(everybody, frame);
  const watchers = byVideo.get(update.videoId);
  if (watchers) tell(watchers, frame);
}

// Of RESP only what a subscriber is sent: arrays of bulk strings and numbers. Strings are cut by bytes, so chunks are kept as they come.
function subscribe(port, channel) {
  const socket = net.connect(port, '127.0.0.1', () => socket.write(`SUBSCRIBE ${channel}\r\n`));
  let rest = Buffer.alloc(0);
  socket.on('data', chunk => {
    rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
    for (let push; (push = read(rest)) !== null; rest = rest.subarray(push.end)) {
      if (push.items[0] === 'subscribe') subscribed = true;
      if (push.items[0] === 'message') take(push.items[2]);
    }
  });
  socket.on('close', () => {
    console.error('Redis is gone');
    process.exit(1);
  });
}

// The first complete array in the bytes, or null.
function read(bytes) {
  const head = line(bytes, 0);
  if (head === null) return null;
  let at = head.end;
  const items = [];
  for (let left = Number(head.text.slice(1)); left > 0; left--) {
    const item = line(bytes, at);
    if (item === null) return null;
    at = item.end;
    if (item.text[0] === '$') {
      const length = Number(item.text.slice(1));
      if (bytes.length < at + length + 2) return null;
      items.push(bytes.toString('utf8', at, at + length));
      at += length + 2;
    } else {
      items.push(item.text.slice(1));
    }
  }
  return { items, end: at };
}

function line(bytes, from) {
  const end = bytes.indexOf('\r\n', from, 'latin1');
  return end < 0 ? null : { text: bytes.toString('latin1', from, end), end: end + 2 };
}

setInterval(() => {
  for (const set of [everybody, ...byVideo.values()]) tell(set, ': heartbeat\n\n');
}, 30000).unref();

subscribe(Number(process.env.REDIS_PORT), 'transcript:status');

http.createServer((request, response) => {
  if (request.url === '/health') {
    response.writeHead(subscribed ? 200 : 503).end();
  } else if (request.url === '/events') {
    open(request, response, everybody);
  } else if (request.url.startsWith('/events/')) {
    const id = request.url.slice('/events/'.length);
    let set = byVideo.get(id);
    if (!set) byVideo.set(id, (set = new Set()));
    open(request, response, set, () => byVideo.delete(id));
  } else {
    response.writeHead(404).end();
  }
}).listen(Number(process.env.PORT), '127.0.0.1', 4096);
