package io.exposedapp.test.cluster.process;

import io.exposedapp.test.waiting.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The wall clock as one running program sees it. libfaketime cannot shift it for a program in Go, which does not ask the C library for the time,
 * and a time namespace has no wall clock of its own. But every program on Linux reads the clock through a page of code that the kernel maps into
 * it, the vDSO, and that page becomes private to the process once it is written to. Here its function for clocks is led to another one, which
 * makes the system call and then adds to the answer about the wall clock. The monotonic clock stays as it is, as on a machine whose clock is set.
 */
final class WallClock {

    private static final int X86_64 = 62;
    private static final int DYNAMIC = 2;
    private static final long STRINGS = 5;
    private static final long SYMBOLS = 6;
    private static final int SYMBOL_BYTES = 24;
    private static final String READ = "__vdso_clock_gettime";
    /** Programs in Go never ask for a clock's resolution: there is room for other code. */
    private static final String ROOM = "__vdso_clock_getres";
    /** {@code jmp} with a distance of four bytes. */
    private static final byte JUMP = (byte) 0xe9;
    private static final int JUMP_BYTES = 5;

    /**
     * What is read instead, as 32 bytes, with the nanoseconds to add behind them: {@code mov eax, 228; syscall; test eax, eax; jne out;
     * test edi, edi; jne out; mov rcx, [rip+10]; add [rsi], rcx; out: ret}, and {@code nop} to the end. CLOCK_REALTIME is 0, and the first field
     * of the answer is its seconds.
     */
    private static final byte[] SHIFTED = HexFormat.of()
            .parseHex("b8e4000000" + "0f05" + "85c0" + "750e" + "85ff" + "750a" + "488b0d0a000000" + "48010e" + "c3" + "90".repeat(6));

    private final ProcessHandle program;
    private final long start;
    private final long end;

    private WallClock(ProcessHandle program, long start, long end) {
        this.program = program;
        this.start = start;
        this.end = end;
    }

    static WallClock of(ProcessHandle program) {
        try (Stream<String> maps = Files.lines(Path.of("/proc", Long.toString(program.pid()), "maps"))) {
            String[] range = maps.filter(line -> line.endsWith("[vdso]")).findFirst().orElseThrow().split("[- ]", 3);
            return new WallClock(program, Long.parseLong(range[0], 16), Long.parseLong(range[1], 16));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on it is that far ahead of this machine's. */
    void set(Duration ahead) {
        try (FileChannel memory = FileChannel.open(Path.of("/proc", Long.toString(program.pid()), "mem"), StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            ByteBuffer code = buffer((int) (end - start));
            memory.read(code, start);
            code.clear();
            int read = symbol(code, READ);
            int room = symbol(code, ROOM);
            memory.write(buffer(Long.BYTES).putLong(ahead.toSeconds()).flip(), start + room + SHIFTED.length);
            if (code.get(read) != JUMP || !code.slice(room, SHIFTED.length).equals(ByteBuffer.wrap(SHIFTED))) {
                memory.write(ByteBuffer.wrap(SHIFTED), start + room);
                whileNoneReads(() -> memory.write(buffer(JUMP_BYTES).put(JUMP).putInt(room - read - JUMP_BYTES).flip(), start + read));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the function begins, from the start of the page. */
    private static int symbol(ByteBuffer elf, String name) {
        if (elf.getShort(18) != X86_64) {
            throw new IllegalStateException("a program's clock can be set on x86-64 only");
        }
        int dynamic = segment(elf, DYNAMIC);
        int strings = entry(elf, dynamic, STRINGS);
        int first = entry(elf, dynamic, SYMBOLS);
        for (int symbol = first; symbol < strings; symbol += SYMBOL_BYTES) {
            if (text(elf, strings + elf.getInt(symbol)).equals(name) && elf.getLong(symbol + 16) >= SHIFTED.length + Long.BYTES) {
                return (int) elf.getLong(symbol + 8);
            }
        }
        throw new IllegalStateException("this kernel has no " + name + " with room for " + SHIFTED.length + " bytes");
    }

    private static int segment(ByteBuffer elf, int type) {
        int header = (int) elf.getLong(32);
        while (elf.getInt(header) != type) {
            header += 56;
        }
        return (int) elf.getLong(header + 8);
    }

    private static int entry(ByteBuffer elf, int dynamic, long tag) {
        int entry = dynamic;
        while (elf.getLong(entry) != tag) {
            entry += 16;
        }
        return (int) elf.getLong(entry + 8);
    }

    private static String text(ByteBuffer elf, int from) {
        StringBuilder text = new StringBuilder();
        for (int at = from; elf.get(at) != 0; at++) {
            text.append((char) elf.get(at));
        }
        return text.toString();
    }

    /** Writes something. */
    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    /** A thread that has read half of an instruction when the other half changes would end the program. */
    private void whileNoneReads(Write write) throws IOException {
        // A program that entered the namespaces of a machine for it stops, and goes on, together with it; unless it stands still already.
        List<ProcessHandle> all = Stream.concat(program.parent().stream().filter(parent -> parent.pid() != ProcessHandle.current().pid()),
                Stream.of(program)).toList();
        try {
            Wait.until("no thread of " + program.pid() + " reads the clock").isSo(() -> {
                for (ProcessHandle process : all) {
                    signal(process, "STOP");
                    Wait.until(process.pid() + " is stopped").isSo(() -> stopped(process));
                }
                if (reads()) {
                    all.reversed().forEach(process -> signal(process, "CONT"));
                    return false;
                }
                write.run();
                return true;
            });
        } finally {
            all.reversed().forEach(process -> signal(process, "CONT"));
        }
    }

    private boolean reads() throws IOException {
        for (Path thread : threads(program)) {
            String[] words = Files.readString(thread.resolve("syscall")).strip().split(" ", -1);
            long at = Long.parseUnsignedLong(words[words.length - 1].substring(2), 16);
            if (start <= at && at < end) {
                return true;
            }
        }
        return false;
    }

    private static boolean stopped(ProcessHandle process) throws IOException {
        for (Path thread : threads(process)) {
            String stat = Files.readString(thread.resolve("stat"));
            // Behind the name, which may have anything in it.
            if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                return false;
            }
        }
        return true;
    }

    private static List<Path> threads(ProcessHandle process) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return tasks.toList();
        }
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException(process.pid() + " could not be sent SIG" + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
