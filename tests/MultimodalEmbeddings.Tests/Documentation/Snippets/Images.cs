// snippet: images
using MultimodalEmbeddings;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Training;
// end-snippet

internal static class Images
{
    public static void Run()
    {
        // snippet: images
        using var encoder = SentenceEncoder.Load("models/bert-base-uncased");
        using var images = ImageEncoder.Load("models/resnet50"); // the folder, or the .pth file itself
        CaptionSet captions = CaptionFile.Read("data/flickr8k/Flickr8k.token.txt")
            .WithImagesIn("data/flickr8k/images")
            .OneCaptionPerImage(seed: 42);

        MultimodalContrastiveTrainer.For(encoder)
            .AddSentences(TextLines.Read("data/wiki1m.txt"))
            .AddImagePairs(captions.Texts, captions.ImagePaths, images) // encoded once: features are kept beside the images
            .Build()
            .Train();
        // end-snippet
    }
}
