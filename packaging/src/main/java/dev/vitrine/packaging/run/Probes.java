package dev.vitrine.packaging.run;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

/** Questions to ports of this computer. */
final class Probes {
    private Probes() {}

    /**
     * Throws unless the port can be listened on.
     *
     * @param setting that names the port, such as {@code PORT}
     */
    static void requireFree(int port, String setting, String use) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new CannotRunException("Port " + port + " for the " + use
                    + " is taken by another program; end that one, or set " + setting + " to a free port.");
        }
    }

    /** Whether this address answers with a status below 500. */
    static boolean answers(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            connection.setInstanceFollowRedirects(false);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status < 500;
        } catch (IOException e) {
            return false;
        }
    }
}
