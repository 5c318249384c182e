/**
 * Filters of system calls, as programs for the kernel's own filter machine (seccomp): what a process that only computes
 * never asks for is refused, however it comes to ask.
 */

interface Architecture {
  /** @source linux/audit.h */
  readonly audit: number;
  /** Numbers of this architecture for the calls of before 2018. @source Linux, arch/…/unistd */
  readonly numbers: Readonly<Record<Call, readonly number[]>>;
}

type Call = 'process' | 'clone' | 'socket' | 'reach' | 'signal' | 'limits' | 'rights' | 'foreign' | 'system';

const X64: Architecture = {
  audit: 0xc000_003e,
  numbers: {
    // fork, vfork, execveat
    process: [57, 58, 322],
    clone: [56],
    socket: [41],
    // connect, sendmmsg
    reach: [42, 307],
    // kill, tkill, rt_sigqueueinfo, rt_tgsigqueueinfo
    signal: [62, 200, 129, 297],
    // prlimit64
    limits: [302],
    // chmod and chown in all their forms, utime and its kin, setxattr, removexattr: Landlock does not govern them
    rights: [90, 91, 268, 92, 93, 94, 260, 132, 235, 261, 280, 188, 189, 190, 197, 198, 199],
    // ptrace, process_vm_readv, process_vm_writev, kcmp, shmget, shmat, semget, msgget, mq_open, keys
    foreign: [101, 310, 311, 312, 29, 30, 64, 68, 240, 248, 249, 250],
    // mounts and roots, name spaces, modules, kexec, bpf, perf, userfaultfd, handles, accounting, syslog, personality
    system: [
      ...[155, 161, 165, 166, 167, 168, 169, 103, 135, 163, 175, 176, 179],
      ...[246, 272, 298, 303, 304, 308, 313, 320, 321, 323],
    ],
  },
};

const ARM64: Architecture = {
  audit: 0xc000_00b7,
  numbers: {
    process: [281],
    clone: [220],
    socket: [198],
    reach: [203, 269],
    signal: [129, 130, 138, 240],
    limits: [261],
    rights: [52, 53, 54, 55, 88, 5, 6, 7, 14, 15, 16],
    foreign: [117, 270, 271, 272, 194, 196, 190, 186, 180, 217, 218, 219],
    system: [
      ...[41, 51, 40, 39, 224, 225, 142, 116, 92, 89, 105, 106, 60],
      ...[104, 97, 241, 264, 265, 268, 273, 294, 280, 282],
    ],
  },
};

const ARCHITECTURES: Readonly<Record<string, Architecture>> = { x64: X64, arm64: ARM64 };

/** The same everywhere: pidfd_send_signal, io_uring, new mounts, pidfd_open, pidfd_getfd, process_madvise, mount_setattr. */
const LATER = [424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 438, 440, 442];
/** fchmodat2, setxattrat, removexattrat, file_setattr. */
const LATER_RIGHTS = [452, 463, 466, 469];
/** clone3: its flags stand where no filter sees them; libraries fall back to clone. */
const CLONE3 = 435;

const ERRNO = { perm: 1, noSuchCall: 38, access: 13 } as const;
/** @source linux/seccomp.h */
const ALLOW = 0x7fff_0000;
const KILL = 0x8000_0000;
const refuse = (errno: number): number => 0x0005_0000 | errno;
/** @source linux/sched.h: a thread of the same process. */
const CLONE_THREAD = 0x1_0000;
const AF_UNIX = 1;
/** Calls of the other way of numbers that x64 kernels take. */
const X32 = 0x4000_0000;

/** Places in struct seccomp_data. */
const AT = { number: 0, architecture: 4, first: 16 } as const;

type Step = readonly [code: number, yes: number, no: number, k: number];
const load = (offset: number): Step => [0x20, 0, 0, offset];
const answer = (value: number): Step => [0x06, 0, 0, value];
/** Runs the steps where a call is one of these. */
const when = (numbers: readonly number[], steps: readonly Step[]): readonly Step[] =>
  numbers.flatMap((number) => [[0x15, 0, steps.length, number] as const, ...steps]);

/** What a program is let do. */
export type Calls = 'compute' | 'save';

/**
 * A filter under which no further process can be made, nothing be reached, no other process be touched and the system
 * not be changed. The program itself may still be run, and its threads.
 * @param may `save`: it may also set the rights of its files, and use sockets of this machine: it is given a root and a network of
 * its own, in which there are none but its own.
 * @returns `struct sock_filter`s; null for an architecture whose numbers are not known here
 */
export function filterOfCalls(architecture: string, may: Calls): Buffer | null {
  const known = ARCHITECTURES[architecture];
  if (known === undefined) return null;
  const { numbers } = known;
  const no = [answer(refuse(ERRNO.perm))];
  const steps: readonly Step[] = [
    load(AT.architecture),
    [0x15, 1, 0, known.audit],
    answer(KILL),
    load(AT.number),
    ...(architecture === 'x64' ? ([[0x35, 0, 1, X32], answer(refuse(ERRNO.noSuchCall))] as const) : []),
    ...when([...numbers.process, ...numbers.signal, ...numbers.foreign, ...numbers.system, ...LATER], no),
    ...(may === 'compute' ? when([...numbers.rights, ...LATER_RIGHTS], no) : []),
    ...when([CLONE3], [answer(refuse(ERRNO.noSuchCall))]),
    ...(may === 'compute' ? when(numbers.reach, [answer(refuse(ERRNO.access))]) : []),
    ...when(numbers.clone, [load(AT.first), [0x45, 1, 0, CLONE_THREAD], ...no, answer(ALLOW)]),
    ...when(numbers.socket, [
      load(AT.first),
      ...(may === 'save' ? ([[0x15, 0, 1, AF_UNIX], answer(ALLOW)] as const) : []),
      answer(refuse(ERRNO.access)),
    ]),
    // its own limits alone
    ...when(numbers.limits, [load(AT.first), [0x15, 1, 0, 0], ...no, answer(ALLOW)]),
    answer(ALLOW),
  ];
  const program = Buffer.alloc(steps.length * 8);
  for (const [index, [code, yes, otherwise, k]] of steps.entries()) {
    const at = index * 8;
    program.writeUInt16LE(code, at);
    program.writeUInt8(yes, at + 2);
    program.writeUInt8(otherwise, at + 3);
    program.writeUInt32LE(k >>> 0, at + 4);
  }
  return program;
}

/** Number of the call that sets a filter. @source Linux, arch/…/unistd: seccomp, prctl */
export const CALL_NUMBERS: Readonly<Record<string, { readonly seccomp: number; readonly prctl: number }>> = {
  x64: { seccomp: 317, prctl: 157 },
  arm64: { seccomp: 277, prctl: 167 },
};
