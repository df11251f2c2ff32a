"""The whole demonstration: the story, then an open door."""

import contextlib
import logging
import sys

from mailbot.demo.accounts import Passage
from mailbot.demo.catalogue import DEALER, DESK, LAB, PARTNER, SALES, SUPPORT, WAREHOUSE
from mailbot.demo.play import Player, letter_name
from mailbot.demo.post import Post
from mailbot.demo.postoffice import HOST, PASSWORD, Ports
from mailbot.demo.show import Show
from mailbot.demo.stage import Stage, set_stage
from mailbot.terminal import screen_for


def run_demo(ports: Ports, *, stay: bool) -> bool:
    """Play the story; with `stay`, keep the desk open until Ctrl-C. True if all of it happened.

    Errors: Unavailable if a port is taken.
    """
    # aiosmtpd warns of its own past, at every login.
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    show = Show(screen_for(sys.stdout))
    show.say(
        "mailbot demo: a mail server in this process, the real daemon, one case by mail.", "bold"
    )
    posts: list[Post] = []

    def seen(passage: Passage) -> None:
        posts[0].seen(passage)

    with set_stage(seen, ports) as stage:
        post = Post(lambda message_id: letter_name(stage.store, message_id), show.mail)
        posts.append(post)
        missing = Player(stage, post, show, []).play()
        _tell(show, missing, post)
        if stay:
            _open_door(show, stage)
            with contextlib.suppress(KeyboardInterrupt):
                while True:
                    post.wait(0.5)
            show.say("\nthe desk closes")
    return not missing


def _tell(show: Show, missing: list[str], post: Post) -> None:
    show.say()
    if not missing:
        show.say(f"✔ Every step happened: {post.passed} mails passed, the store agrees.", "green")
        return
    for line in missing:
        show.say(f"✘ {line}", "red")


def _open_door(show: Show, stage: Stage) -> None:
    ports = stage.ports
    show.title("Your turn: the desk stays open (Ctrl-C ends it, nothing is kept)")
    for line in (
        f"page   http://{HOST}:{ports.page}/   choose an account at the left, write, answer",
        f"IMAP   {HOST}:{ports.imap}   SMTP {HOST}:{ports.smtp}   no TLS",
        f"login  any address below (or one of your own), password: {PASSWORD}",
        "",
        f"as a partner   {PARTNER}   write to {DESK}:",
        "               Telefono S/N VST2026224711B: il display mostra solo righe",
        f"as a dealer    {DEALER}",
        f"as staff       {SUPPORT}, {LAB}, {WAREHOUSE}, {SALES}",
        "               answer a letter of the desk with TAKE, APPROVE, ASK text, HELP ...",
    ):
        show.say(f"  {line}")
    show.say()
