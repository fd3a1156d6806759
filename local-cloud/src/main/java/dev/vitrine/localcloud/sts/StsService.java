package dev.vitrine.localcloud.sts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.QueryService;
import java.util.Map;

/** Says who the caller is: always the one user of the one account, since any credentials are good. */
public final class StsService implements QueryService {
    private static final String ACCOUNT = "000000000000";

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public String version() {
        return "2011-06-15";
    }

    @Override
    public String xmlNamespace() {
        return "https://sts.amazonaws.com/doc/2011-06-15/";
    }

    @Override
    public ObjectNode call(String action, Map<String, String> parameters) {
        if (!action.equals("GetCallerIdentity")) {
            throw AwsException.badRequest(
                    "InvalidAction", "Could not find operation " + action + " for version " + version());
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("Arn", "arn:aws:iam::" + ACCOUNT + ":user/vitrine")
                .put("UserId", "AIDAVITRINE0000000000")
                .put("Account", ACCOUNT);
    }

    @Override
    public void close() {}
}
