"""An SMTP server that follows a script: what it answers to which command, and where it breaks."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Script:
    """Answers by command (`MAIL`, `RCPT`, `DATA`, `.`, `NOOP`, `EHLO`, `GREETING`).

    An answer is a line to say, `cut` (hang up), `stall` (say nothing), or a list of these for one
    command after the other, the last of which stays.
    """

    answers: dict[str, str | list[str]] = field(default_factory=dict)
    extensions: tuple[str, ...] = ("8BITMIME", "SMTPUTF8", "SIZE 1000000")

    def answer(self, command: str, usual: str) -> str:
        given = self.answers.get(command, usual)
        if isinstance(given, str):
            return given
        return given.pop(0) if len(given) > 1 else given[0]


class ScriptSmtp:
    """The server, in a thread of its own."""

    def __init__(self, script: Script | None = None) -> None:
        self.script = script or Script()
        self.commands: list[str] = []
        self.letters: list[bytes] = []
        self.connections = 0
        self.host, self.port = "127.0.0.1", 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def __enter__(self) -> "ScriptSmtp":
        self._thread.start()
        self._ready.wait(5)
        return self

    def __exit__(self, *error: object) -> None:
        self._call(self._end)
        self._thread.join(5)

    def hang_up(self) -> None:
        """End every connection, as a server does with clients that say nothing for long."""
        done = threading.Event()
        self._call(lambda: ([w.close() for w in self._writers], done.set()))
        done.wait(5)

    def given(self, word: str) -> int:
        return sum(1 for command in self.commands if command.upper().startswith(word))

    def _call(self, work: Callable[[], object]) -> None:
        self._loop.call_soon_threadsafe(work)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._server = self._loop.run_until_complete(
            asyncio.start_server(self._client, self.host, self.port)
        )
        self.port = self._server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def _end(self) -> None:
        self._server.close()
        for writer in self._writers:
            writer.close()
        for task in self._tasks:
            task.cancel()
        self._loop.call_later(0.02, self._loop.stop)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        self.connections += 1
        try:
            if await self._say(writer, "GREETING", "220 ready"):
                while line := await reader.readline():
                    if not await self._obey(
                        line.decode("utf-8", "replace").strip(), reader, writer
                    ):
                        break
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._writers.discard(writer)
            self._tasks.discard(task)
            writer.close()

    async def _obey(
        self, line: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        self.commands.append(line)
        word = line.split(maxsplit=1)[0].upper()
        if word == "EHLO":
            lines = ["250-fake", *(f"250-{e}" for e in self.script.extensions), "250 HELP"]
            return await self._say(writer, word, "\r\n".join(lines))
        if word == "QUIT":
            await self._say(writer, word, "221 bye")
            return False
        if word != "DATA":
            return await self._say(writer, word, "250 OK")
        answer = self.script.answer("DATA", "354 go on")
        if not await self._put(writer, answer) or not answer.startswith("354"):
            return answer[0] in "45"
        letter = await reader.readuntil(b"\r\n.\r\n")
        self.letters.append(letter[:-3])
        return await self._say(writer, ".", "250 taken")

    async def _say(self, writer: asyncio.StreamWriter, command: str, usual: str) -> bool:
        return await self._put(writer, self.script.answer(command, usual))

    async def _put(self, writer: asyncio.StreamWriter, answer: str) -> bool:
        if answer == "cut":
            return False
        if answer == "stall":
            await asyncio.sleep(30)
        writer.write(answer.encode() + b"\r\n")
        await writer.drain()
        return not answer.startswith("421")
