"""By which way something was said to people, and what that is estimated to have cost."""

from collections import Counter
from dataclasses import dataclass

from sim.facts import calls, chat, letters, mail, notices
from sim.facts.base import Fact
from sim.scenario.channels import CHANNELS_FR, ChannelName
from sim.world import Conversation, World


@dataclass(frozen=True, slots=True)
class Spent:
    """How often a channel was used, and the office minutes it is estimated to have taken."""

    channel: ChannelName
    name: str
    count: int
    minutes: float


def channel_of(fact: Fact, world: World) -> ChannelName | None:
    """Return the channel by which a fact says something; nothing when it says nothing to anybody."""
    if isinstance(fact, calls.Said):
        call = world.calls.get(fact.call)
        return _talk(call) if call else "phone"
    return next((name for kind, name in WRITTEN.items() if isinstance(fact, kind)), None)


def _talk(call: Conversation) -> ChannelName:
    if call.voicemail:
        return "voicemail"
    return "visit" if call.channel == "visit" else "phone"


def cost(world: World, channel: ChannelName) -> float:
    """Return the office minutes that using a channel once is estimated to take."""
    return world.scenario.channels.cost(channel)


def costs(world: World) -> dict[str, float]:
    """Return what using each channel once is estimated to take, in office minutes."""
    return {name: cost(world, name) for name in CHANNELS_FR}


def spent(world: World) -> list[Spent]:
    """Return what the candidate used, in the order of `CHANNELS_FR`, without what they did not use."""
    counts = _counts(world)
    return [
        Spent(name, said, counts[name], counts[name] * cost(world, name))
        for name, said in CHANNELS_FR.items()
        if counts[name]
    ]


def _counts(world: World) -> Counter[ChannelName]:
    """Count messages, conversations, letters and notices: a talk counts once, however long."""
    counts: Counter[ChannelName] = Counter(
        _talk(call) for call in world.calls.values() if _talked(call)
    )
    counts["mail"] = len(world.mail.sent)
    counts["chat"] = sum(1 for lines in world.chat.values() for line in lines if line.mine)
    counts["letter"] = len(world.post.letters)
    counts["notice"] = sum(1 for one in world.notices.values() if one.mine)
    return counts


def _talked(call: Conversation) -> bool:
    """Say whether the candidate said or heard something: a message left for them takes no time."""
    return call.state in ("talking", "ended")


WRITTEN: dict[type[Fact], ChannelName] = {
    mail.Sent: "mail",
    chat.Sent: "chat",
    letters.Posted: "letter",
    notices.Posted: "notice",
}
