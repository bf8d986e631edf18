using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>config.json of the reference encoders, read and written again.</summary>
[Trait(Category.Name, Category.Reference)]
public sealed class EncoderConfigurationReferenceTests : IDisposable
{
    private const string ConfigurationFile = "config.json";

    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<TheoryDataRow<string>> Models() =>
        SharedFolder.ReferenceFolders("encoders/models", ConfigurationFile);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Models))]
    public void A_written_configuration_says_what_the_original_says(string name)
    {
        var original = Path.Combine(SharedFolder.RequireReference($"encoders/models/{name}"), ConfigurationFile);
        var configuration = EncoderConfiguration.Read(original);

        configuration.Write(_folder.File(ConfigurationFile));

        Assert.Equal(configuration, EncoderConfiguration.Read(_folder.File(ConfigurationFile)));
        using var expected = JsonDocument.Parse(File.ReadAllBytes(original));
        using var written = JsonDocument.Parse(File.ReadAllBytes(_folder.File(ConfigurationFile)));
        var common = written.RootElement.EnumerateObject()
            .Where(field => expected.RootElement.TryGetProperty(field.Name, out _)).ToArray();
        Assert.Contains("architectures", common.Select(field => field.Name));
        Assert.Contains("model_type", common.Select(field => field.Name));
        Assert.All(common, field => Assert.True(
            JsonElement.DeepEquals(field.Value, expected.RootElement.GetProperty(field.Name)), $"{field.Name}: {field.Value}"));
    }
}
