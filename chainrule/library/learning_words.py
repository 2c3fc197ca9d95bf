"""What is refused of pictures of a descent."""
from __future__ import annotations

from ..language import Text

NO_PLOT = Text("There is no picture {name} of this way; there are: {known}.",
               "이 학습에는 {name} 그림이 없습니다. 있는 것: {known}.")
