using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings;

/// <summary>An encoder's files on disk.</summary>
/// <remarks>
/// Poolings that sentence-transformers knows are kept in its layout (modules.json), so that Python opens the directory as we do;
/// others in <see cref="OptionsFile"/>. A directory holds one of the two, never both.
/// </remarks>
internal static class EncoderDirectory
{
    public static StoredOptions ReadOptions(string directory) =>
        SentenceTransformersLayout.Read(directory) is { } layout ? OptionsOf(layout)
        : File.Exists(Path.Combine(directory, OptionsFile.Name)) ? OptionsFile.Read(directory)
        : new StoredOptions();

    public static void Write(string directory, SentenceModel model, ITextTokenizer tokenizer, EncodingOptions options)
    {
        Directory.CreateDirectory(directory);
        var tokenizerFiles = WriteTokenizer(directory, tokenizer);
        model.Configuration.Write(Path.Combine(directory, "config.json"));
        SafetensorsWriter.Write(Path.Combine(directory, "model.safetensors"), [.. model.Tensors.Select(tensor => ToWrite(model, tensor))]);
        StaleFiles.Remove(directory, [.. tokenizerFiles, .. WriteOptions(directory, model, options)]);
    }

    private static TensorToWrite ToWrite(SentenceModel model, NamedTensor tensor) => new(
        FamilyNames.ToStored(model.Configuration.ModelType, tensor.Name),
        tensor.Shape,
        ElementType.Float32,
        stream => stream.Write(MemoryMarshal.AsBytes<float>(tensor.Values())));

    /// <summary>In a folder of their own first, because only the tokenizer knows which files it has.</summary>
    /// <returns>Their names.</returns>
    private static string[] WriteTokenizer(string directory, ITextTokenizer tokenizer)
    {
        var staging = Directory.CreateTempSubdirectory("tokenizer-");
        try
        {
            tokenizer.Save(staging.FullName);
            var files = staging.GetFiles();
            foreach (var file in files)
            {
                using var content = file.OpenRead();
                AtomicFile.Write(Path.Combine(directory, file.Name), content.CopyTo);
            }

            return [.. files.Select(file => file.Name)];
        }
        finally
        {
            staging.Delete(recursive: true);
        }
    }

    /// <returns>What was written, relative to the directory.</returns>
    private static IEnumerable<string> WriteOptions(string directory, SentenceModel model, EncodingOptions options)
    {
        var dense = model.Dense;
        if (!PoolingNames.TryToModes(options.Poolings, out var modes))
        {
            return OptionsFile.Write(directory, options, dense);
        }

        var layout = new SentenceTransformersLayout
        {
            TokenPooling = new PoolingSettings(modes, options.PoolsPrompt),
            Dense = dense,
            Normalize = options.Normalize,
            Text = new TextSettings(options.MaximumTokens, options.LowerCase),
            Settings = options.Settings,
        };
        return layout.Write(directory, model.Configuration.HiddenSize);
    }

    private static StoredOptions OptionsOf(SentenceTransformersLayout layout) => new()
    {
        TransformerFolder = layout.TransformerFolder,
        Poolings = PoolingNames.ToPoolings(layout.TokenPooling.Modes),
        MaximumTokens = layout.Text.MaximumTokens,
        Normalize = layout.Normalize,
        LowerCase = layout.Text.LowerCase,
        PoolsPrompt = layout.TokenPooling.IncludesPrompt,
        Settings = layout.Settings,
        Dense = layout.Dense,
    };
}
