package dev.vitrine.localcloud.s3;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Locks by key, so that looking at an object and replacing it are one step; few, so that keys may share one. */
final class KeyLocks {
    private static final int COUNT = 256;

    private final ReentrantLock[] locks =
            IntStream.range(0, COUNT).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    Lock of(String key) {
        return locks[Math.floorMod(key.hashCode(), COUNT)];
    }
}
