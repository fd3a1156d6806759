package dev.vitrine.packaging.deploy;

import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.packaging.template.PrototypeParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The templates, filled in with what this build and the manifests say. */
record Templates(Settings settings, Target target, Stacks stacks) {
    /**
     * What all prototypes share.
     *
     * @param more parameters beside those that a person has set
     */
    StackDeclaration shared(Map<String, String> more) {
        String template = sharedText();
        Map<String, String> parameters = new HashMap<>(settings.parameters(stacks.parameterNames(template)));
        parameters.putAll(more);
        return new StackDeclaration(Target.SHARED_STACK, template, parameters, Map.of("vitrine", "shared"));
    }

    /**
     * One prototype.
     *
     * @param images repository and tag by parameter; none to keep those that there are
     */
    StackDeclaration prototype(Prototype prototype, Map<String, String> images) {
        String template = prototypeText();
        Map<String, String> parameters = new HashMap<>(settings.parameters(stacks.parameterNames(template)));
        parameters.putAll(PrototypeParameters.of(prototype));
        parameters.putAll(images);
        return new StackDeclaration(
                Target.nameOf(prototype.name()),
                template,
                parameters,
                Map.of("vitrine", "prototype", "vitrine:prototype", prototype.name()));
    }

    /**
     * With the bucket's name written out: CloudFormation takes an existing bucket over, such as one that was kept when the
     * stack was destroyed, only where the template gives its name without a function.
     */
    String sharedText() {
        return read("vitrine.yaml").replace("!Sub vitrine-${AWS::AccountId}-${AWS::Region}", target.bucket());
    }

    String prototypeText() {
        return read("prototype.yaml");
    }

    private String read(String name) {
        Path file = settings.templates().resolve(name);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new DeployException("The template " + file + " cannot be read (" + e.getMessage() + ").");
        }
    }
}
