using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Reads the files of a sentence-transformers directory.</summary>
internal static class SentenceTransformersReader
{
    private const string Supported = "a Transformer in the directory itself, a Pooling, and perhaps a Normalize are";

    private const int PoolingIndex = 1;
    private const int NormalizeIndex = 2;

    public static SentenceTransformersLayout Read(string directory, string modulesFile)
    {
        var modules = ReadModules(modulesFile);
        CheckModules(modulesFile, modules);
        CheckSettings(Path.Combine(directory, SentenceTransformersFiles.Settings));
        if (modules.Count == NormalizeIndex + 1)
        {
            CheckNormalize(Path.Combine(directory, modules[NormalizeIndex].Folder, SentenceTransformersFiles.ModuleSettings));
        }

        var poolingFile = Path.Combine(directory, modules[PoolingIndex].Folder, SentenceTransformersFiles.ModuleSettings);
        return new SentenceTransformersLayout
        {
            PoolingMode = PoolingModes.Read(poolingFile),
            Normalize = modules.Count == NormalizeIndex + 1,
            MaximumTokens = TokenLimit.Read(directory),
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
        var kinds = modules.Select(module => module.Kind);
        string[] expected = ["Transformer", "Pooling", "Normalize"];
        if (modules.Count <= PoolingIndex || !kinds.SequenceEqual(expected.Take(modules.Count)))
        {
            throw new CheckpointException(
                modulesFile, $"asks for the modules {string.Join(", ", kinds)}, which is not supported yet; {Supported}.");
        }

        if (modules[0].Folder.Length > 0)
        {
            throw new CheckpointException(
                modulesFile,
                $"keeps the Transformer in the folder {modules[0].Folder}, which is not supported yet; {Supported}.");
        }
    }

    private static void CheckSettings(string settingsFile)
    {
        if (!File.Exists(settingsFile))
        {
            return;
        }

        var settings = JsonFields.Read(settingsFile);
        if (settings.Text("model_type") is { } type and not "SentenceTransformer")
        {
            settings.Refuse($"describes a {type}; a SentenceTransformer is expected.");
        }

        if (settings.Text("default_prompt_name") is { } prompt && PromptText(settingsFile, settings, prompt) is not "")
        {
            settings.Refuse($"puts the prompt {prompt} before every sentence (default_prompt_name), which is not supported yet.");
        }
    }

    // Older releases leave the folder empty, or leave it out.
    private static void CheckNormalize(string normalizeFile)
    {
        if (!File.Exists(normalizeFile))
        {
            return;
        }

        var settings = JsonFields.Read(normalizeFile);
        if (settings.Text("module_input_name") is { } input and not "sentence_embedding")
        {
            settings.Refuse($"normalizes {input} (module_input_name), which is not supported yet; sentence_embedding is.");
        }
    }

    private static string? PromptText(string settingsFile, JsonFields settings, string name) =>
        settings.TryGet("prompts", out var prompts) ? new JsonFields(settingsFile, prompts).Text(name) : null;
}
