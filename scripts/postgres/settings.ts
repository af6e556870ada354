import { totalmem } from "node:os";

/**
 * "modest" beside a person's other programs; "ample" for a server of its own: memory as docs/operations.md advises it, and log
 * for more than filling a shop of a million customers and scoring them writes (20 GB).
 */
export type ServerSize = "modest" | "ample";

export interface ServerSettings {
  port: number;
  /**
   * False leaves out waiting for the disk. Only for data that nobody needs after a power cut: a test's. The
   * death of a process, killed or not, loses nothing either way.
   */
  isDurable: boolean;
  size: ServerSize;
}

/** PostgreSQL's command-line arguments: on the loopback interface alone. */
export function serverArguments(
  dataDir: string,
  { port, isDurable, size }: ServerSettings,
): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    // No socket file: its default folder belongs to the machine's own PostgreSQL.
    unix_socket_directories: "",
    // Two of the largest tests at once: eight processes of 24 (docs/operations.md), their children and the tests' own.
    max_connections: "250",
    work_mem: "16MB",
    ...MEMORY[size](),
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

const GIBIBYTE = 2 ** 30;

const MEMORY: Record<ServerSize, () => Record<string, string>> = {
  modest: () => ({
    shared_buffers: "256MB",
    effective_cache_size: "1GB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
  }),
  // A quarter of the memory, as PostgreSQL's manual has it. Every checkpoint has pages written whole once more: none is to fall
  // between filling a large shop and measuring it, which at a small one it does not either.
  ample: () => {
    const gibibytes = Math.max(1, Math.floor(totalmem() / GIBIBYTE));
    return {
      shared_buffers: `${gibibytes * 256}MB`,
      effective_cache_size: `${Math.max(1, Math.floor(gibibytes / 2))}GB`,
      maintenance_work_mem: "512MB",
      max_wal_size: "64GB",
      checkpoint_timeout: "1h",
    };
  },
};
