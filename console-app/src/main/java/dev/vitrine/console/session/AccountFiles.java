package dev.vitrine.console.session;

import dev.vitrine.console.kit.JsonLines;
import dev.vitrine.console.kit.StateFile;
import java.nio.file.Files;
import java.util.Optional;

/**
 * State and journal of the account that a session's credentials belong to. STS alone knows which it is: until it has told,
 * that of the last time is assumed. For the screen's thread.
 *
 * @param <T> what the journal holds
 */
public final class AccountFiles<T> {
    private final StateFolder folder;
    private final StateFile state;
    private final JsonLines<T> journal;
    private Optional<String> account;
    private boolean left;

    private AccountFiles(StateFolder folder, Optional<String> account, StateFile state, JsonLines<T> journal) {
        this.folder = folder;
        this.account = account;
        this.state = state;
        this.journal = journal;
    }

    /**
     * The files of the account of the last time.
     *
     * @param most so many of the journal's newest are kept
     */
    public static <T> AccountFiles<T> open(StateFolder folder, Class<T> type, int most) {
        Optional<String> account = folder.lastAccount();
        return new AccountFiles<>(
                folder,
                account,
                StateFile.open(folder.state(account)),
                new JsonLines<>(folder.journal(account), type, most));
    }

    public StateFile state() {
        return state;
    }

    public JsonLines<T> journal() {
        return journal;
    }

    /**
     * STS told this account. What nobody's account was known of becomes its own, if it has nothing yet; of another account
     * nothing more is kept, and the next {@link #open} is of this one.
     *
     * @return false, once, when all that is known is to be left and opened anew
     */
    public boolean belongTo(String verified) {
        if (left || account.filter(verified::equals).isPresent()) {
            return true;
        }
        Optional<String> now = Optional.of(verified);
        folder.remember(verified);
        if (account.isPresent() || Files.exists(folder.state(now)) || Files.exists(folder.journal(now))) {
            left = true;
            state.abandon();
            return false;
        }
        account = now;
        state.moveTo(folder.state(now));
        journal.moveTo(folder.journal(now));
        return true;
    }
}
