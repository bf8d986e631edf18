namespace MultimodalEmbeddings.Tests.Export;

/// <summary>Models from elsewhere, loaded and saved again.</summary>
internal static class LoadedKinds
{
    public static IEnumerable<ExportKind> Of(string modelsFolder) =>
        Directory.GetDirectories(modelsFolder).Order(StringComparer.Ordinal).SelectMany(Kinds);

    private static IEnumerable<ExportKind> Kinds(string model)
    {
        var name = Path.GetFileName(model);
        if (File.Exists(Path.Combine(model, "modules.json")))
        {
            return [new ExportKind($"saved-{name}", PythonReader.SentenceTransformers, _ => SentenceEncoder.Load(model))];
        }

        return !File.Exists(Path.Combine(model, "config.json"))
            ? []
            :
            [
                new ExportKind($"saved-{name}-transformers", PythonReader.Transformers, _ => Open(model, Pooling.FirstLastMean)),
                new ExportKind($"saved-{name}-mean", PythonReader.SentenceTransformers, _ => Open(model, Pooling.Mean)),
            ];
    }

    private static SentenceEncoder Open(string model, Pooling pooling) =>
        SentenceEncoder.From(model).WithPooling(pooling).Build();
}
