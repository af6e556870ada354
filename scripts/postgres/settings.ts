export interface ServerSettings {
  port: number;
  /**
   * False leaves out waiting for the disk. Only for data that nobody needs after a power cut: a test's. The
   * death of a process, killed or not, loses nothing either way.
   */
  isDurable: boolean;
}

/** PostgreSQL's command-line arguments: modest in memory, on the loopback interface alone. */
export function serverArguments(dataDir: string, { port, isDurable }: ServerSettings): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    // No socket file: its default folder belongs to the machine's own PostgreSQL.
    unix_socket_directories: "",
    // Two of the largest tests at once: eight processes of 24 (docs/operations.md), their children and the tests' own.
    max_connections: "250",
    shared_buffers: "256MB",
    effective_cache_size: "1GB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
    // Workers of one query share memory in /dev/shm, which containers keep at 64 MB.
    dynamic_shared_memory_type: "mmap",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(isDurable ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  return [
    "-D",
    dataDir,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}
