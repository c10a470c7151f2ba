package io.exposedapp.operator;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whose turn it is to read the metrics: a client has one scrape at a time, and few clients at a time have one. */
final class ScrapeTurns {

    private final int most;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition oneLess = lock.newCondition();
    private final Set<InetAddress> reading = new HashSet<>();

    ScrapeTurns(int most) {
        this.most = most;
    }

    /** Waits for a turn; false if there is none within that time. Each true asks for one {@link #end}. */
    boolean begin(InetAddress client, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (reading.size() >= most || reading.contains(client)) {
                if (left <= 0) {
                    return false;
                }
                left = oneLess.awaitNanos(left);
            }
            return reading.add(client);
        } finally {
            lock.unlock();
        }
    }

    void end(InetAddress client) {
        lock.lock();
        try {
            reading.remove(client);
            oneLess.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
