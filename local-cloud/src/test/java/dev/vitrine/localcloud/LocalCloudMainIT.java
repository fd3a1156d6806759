package dev.vitrine.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCloudMainIT {
    @TempDir
    Path folder;

    @Test
    void says_when_it_is_ready_and_ends_when_told() throws Exception {
        try (CloudProcess cloud = CloudProcess.start(folder, folder.resolve("state"))) {
            assertThat(cloud.output()).hasLineCount(1);
            assertThat(cloud.terminate()).isEqualTo(143);
            assertThat(cloud.errors()).isEmpty();
        }
    }

    @Test
    void says_that_the_port_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            String port = Integer.toString(taken.getLocalPort());

            assertRefused(
                    Map.of(
                            "CLOUD_PORT",
                            port,
                            "STATE_DIR",
                            folder.resolve("state").toString()),
                    "Port " + port + " is taken. Stop the program that uses it, or set CLOUD_PORT to another port.");
        }
    }

    @Test
    void says_that_another_cloud_uses_the_state_folder() throws Exception {
        Path state = folder.resolve("state");
        try (CloudProcess first = CloudProcess.start(folder, state)) {
            assertRefused(
                    Map.of("CLOUD_PORT", "0", "STATE_DIR", state.toString()),
                    "Another local cloud already uses the state folder " + state.resolve("cloud")
                            + ". Stop it, or set STATE_DIR to another folder.");
            assertThat(first.terminate()).isEqualTo(143);
        }
    }

    @Test
    void says_that_the_state_folder_cannot_be_written() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertRefused(
                Map.of("CLOUD_PORT", "0", "STATE_DIR", file.resolve("state").toString()),
                "The state folder " + file.resolve("state/cloud")
                        + " cannot be written. Make it writable, or set STATE_DIR to another folder.");
    }

    @Test
    void says_that_a_port_is_none() throws Exception {
        assertRefused(Map.of("CLOUD_PORT", "http"), "CLOUD_PORT must be a port from 0 to 65535, not \"http\".");
    }

    private void assertRefused(Map<String, String> environment, String sentence) throws Exception {
        try (CloudProcess cloud = CloudProcess.launch(folder, environment)) {
            assertThat(cloud.exitCode()).isEqualTo(1);
            assertThat(cloud.errors()).isEqualTo(sentence + System.lineSeparator());
            assertThat(cloud.output()).isEmpty();
        }
    }
}
