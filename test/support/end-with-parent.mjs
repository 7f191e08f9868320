// Loaded into a bot under test: ends it when the process that started it is gone, however that ended.
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 1_000 /* ms */).unref();
