using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Reads the files of a sentence-transformers directory.</summary>
internal static class SentenceTransformersReader
{
    private const string Supported =
        "a Transformer, a Pooling, and then any number of Dense, Normalize and Dropout are, in this order.";

    private const string SentenceEmbedding = "sentence_embedding";
    private const int PoolingIndex = 1;

    public static SentenceTransformersLayout Read(string directory, string modulesFile)
    {
        var modules = ReadModules(modulesFile);
        CheckModules(modulesFile, modules);
        var (dense, normalize) = ReadHead(directory, modules.Skip(PoolingIndex + 1));
        return new SentenceTransformersLayout
        {
            TransformerFolder = modules[0].Folder,
            TokenPooling = PoolingModes.Read(SettingsOf(directory, modules[PoolingIndex])),
            Dense = dense,
            Normalize = normalize,
            Text = TextSettings.Read(Path.Combine(directory, modules[0].Folder)),
            Settings = SentenceSettings.Read(Path.Combine(directory, SentenceTransformersFiles.Settings)),
        };
    }

    private static List<SentenceTransformersModule> ReadModules(string modulesFile)
    {
        var root = JsonFields.ReadRoot(modulesFile);
        return root.ValueKind == JsonValueKind.Array
            ? [.. root.EnumerateArray().Select(entry => SentenceTransformersModule.Parse(modulesFile, entry))]
            : throw new CheckpointException(modulesFile, "does not hold an array of modules.");
    }

    private static void CheckModules(string modulesFile, List<SentenceTransformersModule> modules)
    {
        const int Listed = 20;
        string[] kinds = [.. modules.Select(module => module.Kind)];
        if (kinds is not [SentenceTransformersModule.TransformerKind, SentenceTransformersModule.PoolingKind, .. var head]
            || head.FirstOrDefault(IsNoHead) is not null)
        {
            var rest = kinds.Length > Listed ? ", …" : "";
            throw new CheckpointException(
                modulesFile,
                $"asks for the modules {string.Join(", ", kinds.Take(Listed))}{rest}, which is not supported; {Supported}");
        }

        // Each of them takes the memory of its files, so that the whole is bounded by what is there.
        if (modules.Where(module => module.Kind == SentenceTransformersModule.DenseKind).GroupBy(module => module.Folder)
            .FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new CheckpointException(modulesFile, $"has two Dense modules with the path '{twice.Key}'; expected one each.");
        }
    }

    private static bool IsNoHead(string kind) => kind
        is not SentenceTransformersModule.DenseKind
        and not SentenceTransformersModule.NormalizeKind
        and not SentenceTransformersModule.DropoutKind;

    /// <summary>What comes behind the pooling; Dropout does nothing outside training.</summary>
    private static (List<DenseWeights> Dense, bool Normalize) ReadHead(
        string directory, IEnumerable<SentenceTransformersModule> modules)
    {
        var dense = new List<DenseWeights>();
        var normalize = false;
        foreach (var module in modules.Where(module => module.Kind != SentenceTransformersModule.DropoutKind))
        {
            CheckPlace(SettingsOf(directory, module));
            if (module.Kind == SentenceTransformersModule.NormalizeKind)
            {
                normalize = true;
                continue;
            }

            var weights = DenseFile.Read(Path.Combine(directory, module.Folder)) with { NormalizesInput = normalize };
            DenseFile.CheckInput(Path.Combine(directory, module.Folder), weights, dense.LastOrDefault()?.OutputSize);
            dense.Add(weights);
            normalize = false;
        }

        return (dense, normalize);
    }

    private static string SettingsOf(string directory, SentenceTransformersModule module) =>
        Path.Combine(directory, module.Folder, SentenceTransformersFiles.ModuleSettings);

    // Older releases leave Normalize's folder empty, or leave it out.
    private static void CheckPlace(string settingsFile)
    {
        if (!File.Exists(settingsFile))
        {
            return;
        }

        var settings = JsonFields.Read(settingsFile);
        foreach (var key in new[] { "module_input_name", "module_output_name" })
        {
            if (settings.Text(key) is { } name and not SentenceEmbedding)
            {
                settings.Refuse($"works on {name} ({key}), which is not supported; {SentenceEmbedding} is.");
            }
        }
    }
}
