package dev.vitrine.console;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class ConsoleVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = ConsoleMain.class.getPackage().getImplementationVersion();
        return new String[] {"vitrine-console " + (version == null ? "(not packaged)" : version)};
    }
}
