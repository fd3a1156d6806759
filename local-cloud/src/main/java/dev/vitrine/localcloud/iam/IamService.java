package dev.vitrine.localcloud.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.QueryForm;
import dev.vitrine.localcloud.http.QueryService;
import dev.vitrine.localcloud.state.StateFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** IAM: what it answers to, action by action. */
public final class IamService implements QueryService {
    private final StateFile state;
    private final RoleOperations roles;
    private final PolicySimulation simulation;

    /** @param folder for the state of IAM, this service's alone */
    public IamService(Path folder, Clock clock) {
        state = StateFile.open(folder.resolve("iam.mv"));
        Roles stored = new Roles(state);
        roles = new RoleOperations(stored, clock);
        simulation = new PolicySimulation(stored);
    }

    @Override
    public String name() {
        return "iam";
    }

    @Override
    public String version() {
        return "2010-05-08";
    }

    @Override
    public String xmlNamespace() {
        return "https://iam.amazonaws.com/doc/2010-05-08/";
    }

    @Override
    public synchronized ObjectNode call(String action, Map<String, String> parameters) {
        ObjectNode input = QueryForm.tree(parameters);
        return switch (action) {
            case "CreateRole" -> roles.create(input);
            case "GetRole" -> roles.get(input);
            case "ListRoles" -> roles.list(input);
            case "UpdateRole" -> roles.update(input);
            case "UpdateAssumeRolePolicy" -> roles.updateAssumePolicy(input);
            case "DeleteRole" -> roles.delete(input);
            case "PutRolePolicy" -> roles.putPolicy(input);
            case "GetRolePolicy" -> roles.getPolicy(input);
            case "ListRolePolicies" -> roles.listPolicies(input);
            case "DeleteRolePolicy" -> roles.deletePolicy(input);
            case "AttachRolePolicy" -> roles.attach(input);
            case "DetachRolePolicy" -> roles.detach(input);
            case "ListAttachedRolePolicies" -> roles.listAttached(input);
            case "TagRole" -> roles.tag(input);
            case "UntagRole" -> roles.untag(input);
            case "ListRoleTags" -> roles.tags(input);
            case "SimulatePrincipalPolicy" -> simulation.principal(input);
            case "SimulateCustomPolicy" -> simulation.custom(input);
            default ->
                throw AwsException.badRequest(
                        "InvalidAction", "Could not find operation " + action + " for version " + version());
        };
    }

    @Override
    public void close() {
        state.close();
    }
}
