"""What can be typed after `chainrule batch`."""
from __future__ import annotations

from ..language import Text
from .option import FILE, HELP, LANG, NUMBER, VERSION, Command, Option, choice

BATCH = Command(
    Text("chainrule batch [OPTIONS] FILE | -", "chainrule batch [옵션] 파일 | -"),
    Text("Answer many problems, each a line of JSON, in their order. Begun again after it was stopped or killed, it "
         "goes on where it was; a problem that takes too long or too much memory does not hold up the others.",
         "한 줄에 하나씩 JSON으로 쓴 여러 문제에 차례로 답합니다. 멈추거나 강제로 끝낸 뒤 다시 실행하면 이어서 하고, "
         "너무 오래 걸리거나 메모리를 너무 많이 쓰는 문제가 있어도 다른 문제는 계속됩니다."),
    (
        Option("--output", Text(
            "The file of the answers, a line of JSON for each; for pages a folder. Without it, or with -, standard "
            "output.",
            "답을 쓸 파일. 문제마다 JSON 한 줄입니다. 웹 페이지로 쓸 때는 폴더입니다. 없거나 -이면 표준 출력에 "
            "씁니다."),
            FILE),
        choice("--format", Text(
            "JSON (json), or explanations: one after the other in a text, or pages in a folder, named by the number of "
            "the line, with an index (text, html).",
            "JSON(기본 json), 또는 설명. 설명은 한 글에 이어서 쓰거나(text), 폴더에 줄 번호를 이름으로 한 웹 페이지와 "
            "목록으로 씁니다(html)."), "json", "text", "html"),
        Option("--jobs", Text(
            "How many processes compute (1); 0: as many as there are cores.",
            "계산할 프로세스의 수(기본 1). 0이면 코어의 수만큼."), NUMBER, least=0),
        Option("--time-limit", Text(
            "Seconds that one problem may take (60).", "문제 하나에 쓸 수 있는 시간, 초 단위(기본 60)."),
            Text("SECONDS", "초"), number=True),
        Option("--memory-limit", Text(
            "Megabytes that one problem may take (1024).", "문제 하나에 쓸 수 있는 메모리, MB 단위(기본 1024)."),
            Text("MEGABYTES", "MB"), least=1),
        choice("--detail", Text(
            "How much the explanations say (normal).", "설명을 얼마나 자세히 할지(기본 normal)."),
            "brief", "normal", "full"),
        Option("--scheduler", Text(
            "Compute on a cluster of Dask, whose scheduler is at this address: tcp://host:8786.",
            "Dask 클러스터에서 계산합니다. 스케줄러의 주소를 씁니다: tcp://host:8786."), Text("ADDRESS", "주소")),
        choice("--cluster", Text(
            "Start a cluster of Dask on this machine, with --jobs workers, and compute on it.",
            "이 컴퓨터에 Dask 클러스터를 --jobs개의 워커로 띄우고 거기서 계산합니다."), "dask"),
        Option("--force", Text(
            "Begin anew where the output exists already.", "출력이 이미 있어도 처음부터 다시 합니다.")),
        LANG,
        VERSION,
        HELP,
    ),
    (Text("FILE", "파일"),
     Text('Problems, one in a line: {"expression": "x^2", "wrt": "x"}; a lone - reads standard input.',
          '문제 파일. 한 줄에 하나씩 씁니다: {"expression": "x^2", "wrt": "x"}. -만 쓰면 표준 입력에서 읽습니다.')),
    ("chainrule batch problems.jsonl --output answers.jsonl --jobs 0",
     "chainrule batch problems.jsonl --format html --output pages --lang ko",
     "chainrule batch - --scheduler tcp://host:8786 --output answers.jsonl"),
)
