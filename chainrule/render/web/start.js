speak(language);
seek();
