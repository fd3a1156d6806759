package dev.vitrine.localcloud.ecs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;

/** Ports of this computer for containers that listen. */
final class Ports {
    static final String HOST = "127.0.0.1";

    private Ports() {}

    /** A port of loopback that is free, also of those taken, to which it is added. */
    static int free(Set<Integer> taken) {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (taken.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("This computer has no free port.", e);
            }
        }
    }
}
