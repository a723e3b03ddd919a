"""The tasks a backend can do, and what each one makes."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, NamedTuple

Kind = Literal["image", "video", "audio", "text"]


class Task(StrEnum):
    """One thing a backend can be asked for."""

    WRITE_STORY = "write_story"
    REWRITE_PROMPT = "rewrite_prompt"
    CAPTION = "caption"
    TEXT_TO_IMAGE = "text_to_image"
    IMAGE_TO_IMAGE = "image_to_image"
    TEXT_TO_VIDEO = "text_to_video"
    IMAGE_TO_VIDEO = "image_to_video"
    VIDEO_TO_VIDEO = "video_to_video"
    EXTEND = "extend"
    BRIDGE = "bridge"
    LOOP = "loop"
    INTERPOLATE = "interpolate"
    UPSCALE = "upscale"
    VOICEOVER = "voiceover"
    SOUND_EFFECT = "sound_effect"
    MUSIC = "music"
    SOUNDTRACK = "soundtrack"


class TaskInfo(NamedTuple):
    """What a task is called on a page, and the kind of asset it makes."""

    title: str
    makes: Kind


TASKS: dict[Task, TaskInfo] = {
    Task.WRITE_STORY: TaskInfo("Write a storyboard", "text"),
    Task.REWRITE_PROMPT: TaskInfo("Rewrite a prompt", "text"),
    Task.CAPTION: TaskInfo("Captions and descriptions", "text"),
    Task.TEXT_TO_IMAGE: TaskInfo("Picture from words", "image"),
    Task.IMAGE_TO_IMAGE: TaskInfo("Picture from a picture", "image"),
    Task.TEXT_TO_VIDEO: TaskInfo("Film from words", "video"),
    Task.IMAGE_TO_VIDEO: TaskInfo("Film from a picture", "video"),
    Task.VIDEO_TO_VIDEO: TaskInfo("New setting or style for a clip", "video"),
    Task.EXTEND: TaskInfo("Extend a clip", "video"),
    Task.BRIDGE: TaskInfo("Join two clips", "video"),
    Task.LOOP: TaskInfo("Loop a clip", "video"),
    Task.INTERPOLATE: TaskInfo("Slow motion and frame rate", "video"),
    Task.UPSCALE: TaskInfo("Upscale", "video"),
    Task.VOICEOVER: TaskInfo("Voice-over", "audio"),
    Task.SOUND_EFFECT: TaskInfo("Sound effect", "audio"),
    Task.MUSIC: TaskInfo("Music", "audio"),
    Task.SOUNDTRACK: TaskInfo("Soundtrack for a silent film", "audio"),
}
